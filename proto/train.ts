import { writeFileSync } from 'node:fs'; import { load, half } from './data.ts'; import type { Doc } from './terms.ts'; import { feats, pair, candidates, names, type Feat } from './pairs.ts'; import { boostTrees } from '../bench/train/boost-trees.ts'; import { sumVotes } from '../src/extract/forest.ts'; import { average, bcubed } from './cluster.ts';
const sets=['ecbplus','allsides2021','wikinews','ntrex16'];
interface Set_ { name:string; half:number; f:Feat[]; c:[number,number][]; gold:string[]; x:Float64Array }
const F=names.length;
function make(name:string,h:number,titles:boolean):Set_{ let d=load(name).filter(x=>half(name,x.story)===h); if(titles) d=d.map(x=>({...x,text:''})); const f=feats(d), c=candidates(f); const x=new Float64Array(c.length*F); c.forEach(([i,j],r)=>x.set(pair(f[i]!,f[j]!),r*F)); return {name:name+(titles?'-titles':''),half:h,f,c,gold:d.map(y=>y.story),x}; }
const all:Set_[]=[]; for(const n of sets) for(const h of [0,1]) for(const t of [false,true]) all.push(make(n,h,t));
for(const s of all) { const pos=s.c.filter(([i,j])=>s.gold[i]===s.gold[j]).length; console.log(s.name,s.half,s.f.length,'pairs',s.c.length,'pos',pos); }
const mask=(process.argv[2]??'').split(',').filter(Boolean);
function train(h:number,excl=''){ const tr=all.filter(s=>s.half===h&&!(excl&&s.name.startsWith(excl))); const n=tr.reduce((a,s)=>a+s.c.length,0); const values=new Float64Array(n*F),labels=new Uint8Array(n),weights=new Float64Array(n); let r=0;
  for(const s of tr){ const w=20000/s.c.length*(s.name.endsWith('titles')?0.6:1); s.c.forEach(([i,j],q)=>{ values.set(s.x.subarray(q*F,q*F+F),r*F); for(const m of mask) values[r*F+names.indexOf(m)]=0; labels[r]=s.gold[i]===s.gold[j]?1:0; weights[r]=w; r++; }); }
  return boostTrees({features:F,values,labels,weights},{trees:120,depth:5,rate:0.12,leastHessian:20,lambda:2,columns:0.6,seed:7}); }
const sig=(z:number)=>1/(1+Math.exp(-z));
const edges=(s:Set_,m:ReturnType<typeof train>)=>s.c.map(([i,j],q)=>{ const v=s.x.slice(q*F,q*F+F); for(const k of mask) v[names.indexOf(k)]=0; return [i,j,sig(sumVotes(v,m))] as [number,number,number]});
const t0=Date.now();
for(const h of [0,1]){ const m=train(h); if(h===0) writeFileSync('/work/tmp/forest.json',JSON.stringify(m));
  const te=all.filter(s=>s.half!==h);
  const E=te.map(s=>edges(s,m));
  for(const thr of [0.2,0.3,0.4,0.5,0.6]) console.log('train',h,'thr',thr, te.map((s,i)=>{const r=bcubed(average(s.f.length,E[i]!,thr),s.gold); return s.name+' '+r.F.toFixed(3)+' ('+r.P.toFixed(2)+'/'+r.R.toFixed(2)+')'}).join('  '));
}
console.log((Date.now()-t0)/1e3,'s');
