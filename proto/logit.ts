import { load, half } from './data.ts'; import { termsOf } from './terms.ts'; import { Idf, vec, type Vec } from './vec.ts'; import { bcubed } from './cluster.ts'; import { dense, cosMatrix } from './explore.ts';
const sets=['ecbplus','allsides2021','wikinews','ntrex16'];
const NSL=['word','bi','name','num','cross','region','lead','title','tcross','cov','names2'] as const;
export interface D { name:string; half:number; N:number; gold:string[]; X:Float32Array[]; names:string[] }
function coverM(t:Vec[],b:Vec[]):Float32Array{ const N=t.length,S=new Float32Array(N*N); const post=new Map<number,number[]>(); b.forEach((x,i)=>x.keys.forEach(k=>{let p=post.get(k); if(!p)post.set(k,p=[]); p.push(i)})); t.forEach((x,i)=>{ let n=0; for(const w of x.w) n+=w*w; if(n) x.keys.forEach((k,q)=>{ for(const j of post.get(k)??[]) S[i*N+j]!+=x.w[q]!**2/n; }) }); const O=new Float32Array(N*N); for(let i=0;i<N;i++)for(let j=0;j<N;j++)O[i*N+j]=(S[i*N+j]!+S[j*N+i]!)/2; return O; }
export function make(name:string,h:number|null,titles:boolean):D{ let d=load(name).filter(x=>h===null||half(name,x.story)===h); if(titles) d=d.map(x=>({...x,text:''})); const ts=d.map(termsOf); const idf=new Idf(); ts.forEach(t=>idf.add(t)); const N=d.length;
  const v=(ns:string,which:'all'|'title'|'lead'='all')=>ts.map(t=>vec(t[which],ns,k=>idf.of(t.doc.lang.slice(0,2),k)));
  const X=[cosMatrix(v('0')),cosMatrix(v('1')),cosMatrix(v('2')),cosMatrix(v('3')),cosMatrix(v('45')),cosMatrix(v('6')),cosMatrix(v('02','lead')),cosMatrix(v('02','title')),cosMatrix(v('45','title')),coverM(v('0','title'),v('0')),cosMatrix(v('3456'))];
  const names:string[]=[...NSL]; const extra=(n:string,f:(i:number,j:number)=>number)=>{const S=new Float32Array(N*N); for(let i=0;i<N;i++)for(let j=0;j<N;j++)S[i*N+j]=f(i,j); X.push(S); names.push(n)};
  const len=ts.map(t=>Math.log(1+t.words)); const day=d.map(x=>x.date?Math.floor(Date.parse(x.date)/864e5):NaN);
  const isCross=(i:number,j:number)=>d[i]!.lang===d[j]!.lang?0:1;
  for(let q=0;q<X.length;q++){ for(let i=0;i<N*N;i++) X[q]![i]=Math.sqrt(Math.max(0,X[q]![i]!)); }
  extra('len',(i,j)=>Math.min(len[i]!,len[j]!)/6); extra('cross?',isCross); extra('x*word',(i,j)=>isCross(i,j)*X[0]![i*N+j]!); extra('x*num',(i,j)=>isCross(i,j)*X[3]![i*N+j]!); extra('x*cross',(i,j)=>isCross(i,j)*X[4]![i*N+j]!); extra('x*names2',(i,j)=>isCross(i,j)*X[10]![i*N+j]!); extra('x*len',(i,j)=>isCross(i,j)*Math.min(len[i]!,len[j]!)/6);
  extra('len*word',(i,j)=>X[0]![i*N+j]!*Math.min(len[i]!,len[j]!)/6); extra('len*name',(i,j)=>X[2]![i*N+j]!*Math.min(len[i]!,len[j]!)/6); extra('word*name',(i,j)=>X[0]![i*N+j]!*X[2]![i*N+j]!); extra('len*n2',(i,j)=>X[10]![i*N+j]!*Math.min(len[i]!,len[j]!)/6); extra('name*num',(i,j)=>X[2]![i*N+j]!*X[3]![i*N+j]!);
  extra('gap',(i,j)=>{const g=Math.abs(day[i]!-day[j]!); return Number.isNaN(g)?0.3:Math.min(1,g/7)});
  return {name:name+(titles?'-t':''),half:h??2,N,gold:d.map(x=>x.story),X,names}; }
export function logistic(data:D[],per=15000,use?:number[]):Float64Array{ const F=data[0]!.X.length+1; const R:Float64Array[]=[],Y:number[]=[],W:number[]=[]; let seed=1; const rnd=()=>{seed=(seed*1103515245+12345)&0x7fffffff; return seed/0x7fffffff};
  for(const d of data){ const rows:[number,number][]=[]; for(let i=0;i<d.N;i++)for(let j=i+1;j<d.N;j++){ const pos=d.gold[i]===d.gold[j]; const s=Math.max(d.X[0]![i*d.N+j]!,d.X[10]![i*d.N+j]!); if(pos||s>0.2||rnd()<0.01) rows.push([i,j]); }
    const keep=Math.min(1,per/rows.length); const chosen=rows.filter(()=>rnd()<keep); for(const [i,j] of chosen){ const r=new Float64Array(F); d.X.forEach((m,q)=>r[q]=m[i*d.N+j]!); r[F-1]=1; R.push(r); Y.push(d.gold[i]===d.gold[j]?1:0); W.push(per/chosen.length*(d.name.endsWith('-t')?0.5:1)); } }
  const w=new Float64Array(F); const g2=new Float64Array(F).fill(1e-6); let lr=0.3; for(let it=0;it<250;it++){ const g=new Float64Array(F); let sw=0; for(let r=0;r<R.length;r++){ const x=R[r]!; let z=0; for(let q=0;q<F;q++) z+=w[q]!*x[q]!; const e=(1/(1+Math.exp(-z))-Y[r]!)*W[r]!; sw+=W[r]!; for(let q=0;q<F;q++) g[q]!+=e*x[q]!; } for(let q=0;q<F;q++){ const gg=g[q]!/sw+(q<F-1?2e-5*w[q]!:0); g2[q]=0.98*g2[q]!+0.02*gg*gg; w[q]!-=lr*gg/Math.sqrt(g2[q]!/(1-0.98**(it+1))+1e-10)*0.3; } lr*=0.99; }
  return w; }
export const clip=(z:number)=>Math.max(-6,Math.min(6,z));
export function logits(d:D,w:Float64Array):Float32Array{ const S=new Float32Array(d.N*d.N); for(let i=0;i<S.length;i++){ let z=w[w.length-1]!; for(let q=0;q<d.X.length;q++) z+=w[q]!*d.X[q]![i]!; S[i]=z; } return S; }
if(process.argv[1]!.endsWith('logit.ts')){
 const mk=(h:number|null)=>sets.flatMap(n=>[false,true].map(t=>make(n,h,t)));
 const A=mk(0),B=mk(1);
 const thr=[2,1,0.5,0,-0.5,-1,-1.5,-2,-2.5,-3];
 const show=(te:D[],w:Float64Array,label:string)=>{ for(const mode of ['clip6','prob']){ console.log(label,mode); const rows=te.map(d=>{ const S=logits(d,w); for(let i=0;i<S.length;i++) S[i]=mode==='prob'?1/(1+Math.exp(-S[i]!)):clip(S[i]!); const t=mode==='prob'?[.7,.6,.5,.45,.4,.35,.3,.25,.2,.15]:thr; return dense(S,d.N,t).map(l=>bcubed(l,d.gold)) }); te.forEach((d,i)=>console.log('  '+d.name.padEnd(16),rows[i]!.map(r=>r.F.toFixed(3)+'('+r.P.toFixed(2)+'/'+r.R.toFixed(2)+')').join(' '))); } };
 const wA=logistic(A); console.log(A[0]!.names.map((n,i)=>n+':'+wA[i]!.toFixed(2)).join(' ')); show(B,wA,'train A test B');
 show(A,logistic(B),'train B test A');
 for(const n of ['ecbplus','wikinews','allsides2021']){ const w=logistic([...A,...B].filter(d=>!d.name.startsWith(n))); show([...A,...B].filter(d=>d.name.startsWith(n)),w,'without '+n); }
}
