import { load, half } from './data.ts'; import { feats } from './pairs.ts'; import { cos, type Vec } from './vec.ts'; import { average, bcubed } from './cluster.ts';
for(const n of ['ecbplus','allsides2021','wikinews','ntrex16']) for(const titles of [false,true]) for(const h of [0,1]){
 let d=load(n).filter(x=>half(n,x.story)===h); if(titles) d=d.map(x=>({...x,text:''})); const f=feats(d); const gold=d.map(x=>x.story); const out:string[]=[];
 for(const key of ['word','big'] as const){
 const N=f.length; const E:[number,number,number][]=[]; for(let i=0;i<N;i++)for(let j=i+1;j<N;j++){const c=cos(f[i]![key],f[j]![key]); if(c>0.01)E.push([i,j,c]);}
 let best=[0,0]; for(let t=0.03;t<0.5;t+=0.015){const r=bcubed(average(N,E,t),gold); if(r.F>best[0]!) best=[r.F,t];} out.push(key+' agg '+best.map(x=>x.toFixed(3)).join('@'));
 best=[0,0]; for(let t=0.05;t<0.6;t+=0.02){ const cents:Map<number,number>[]=[]; const norms:number[]=[]; const lab=f.map(x=>{ const v=x[key]; let bi=-1,bs=t; cents.forEach((c,k)=>{let s=0; for(let q=0;q<v.keys.length;q++){const w=c.get(v.keys[q]!); if(w) s+=w*v.w[q]!;} s/=v.norm*norms[k]!||1; if(s>bs){bs=s;bi=k}}); if(bi<0){bi=cents.length;cents.push(new Map());norms.push(0)} const c=cents[bi]!; for(let q=0;q<v.keys.length;q++)c.set(v.keys[q]!,(c.get(v.keys[q]!)??0)+v.w[q]!/(v.norm||1)); let s=0; for(const w of c.values())s+=w*w; norms[bi]=Math.sqrt(s); return bi; }); const r=bcubed(lab,gold); if(r.F>best[0]!) best=[r.F,t]; } out.push(key+' single '+best.map(x=>x.toFixed(3)).join('@')); if(n==='ntrex16'||n==='allsides2021') break;
 }
 console.log(n,titles?'titles':'',h,out.join('  '));
}
