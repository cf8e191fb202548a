import { writeFileSync } from 'node:fs'; import { load, half } from './data.ts'; import { items, groupOf, merge, Index, compare, gnames, stream, type Group, type Item } from './groups.ts'; import { boostTrees } from '../bench/train/boost-trees.ts'; import { bcubed } from './cluster.ts'; import { createRandom } from '../bench/create-random.ts';
const PLUS=Number(process.env.PLUS??0), HALVES=(process.env.HALVES??'0').split(',').map(Number);
const sets=(process.env.SETS??'ecbplus,allsides2021,wikinews,ntrex16').split(','); const F=gnames.length;
interface S { name:string; half:number; it:Item[]; gold:string[]; rows:number[][]; labels:number[] }
const rnd=createRandom(5); const random=():number=>rnd();
function make(name:string,h:number,titles:boolean,rows:boolean):S{ let d=load(name).filter(x=>half(name,x.story)===h); if(titles) d=d.map(x=>({...x,text:''})); const it=items(d,PLUS), gold=d.map(x=>x.story); const s:S={name:name+(titles?'-t':''),half:h,it,gold,rows:[],labels:[]};
  if(!rows) return s;
  for(const meanSize of [1,1.6,3,6]){ const by=new Map<string,number[]>(); gold.forEach((g,i)=>{const l=by.get(g)??[]; l.push(i); by.set(g,l)}); const gs:[Group,string][]=[];
    for(const [g,l] of by){ const parts:Group[]=[]; for(const i of l.sort(()=>random()-0.5)){ const k=Math.max(1,Math.ceil(l.length/meanSize)); const at=Math.floor(random()*k); if(meanSize===1||parts.length<k&&at>=parts.length) parts.push(groupOf(it,i)); else parts[Math.min(at,parts.length-1)]=merge(parts[Math.min(at,parts.length-1)]!,groupOf(it,i)); } for(const p of parts) gs.push([p,g]); }
    const ix=new Index(); const lab=new Map(gs); for(const [g] of gs) ix.add(g);
    for(const [g,l] of gs) for(const o of ix.near(g,6,Math.max(60,it.length/4))) { s.rows.push(compare(g,o)); s.labels.push(lab.get(o)===l?1:0); } }
  return s; }
const sizeOf=(n:number)=>n;
for(const h of HALVES){
  const tr:S[]=[]; for(const n of sets) for(const t of [false,true]) tr.push(make(n,h,t,true));
  const n=tr.reduce((a,s)=>a+s.rows.length,0); const values=new Float64Array(n*F),labels=new Uint8Array(n),weights=new Float64Array(n); let r=0;
  for(const s of tr){ const w=20000/s.rows.length*(s.name.endsWith('-t')?0.6:1); s.rows.forEach((row,q)=>{ values.set(row,r*F); labels[r]=s.labels[q]!; weights[r]=w; r++; }); }
  console.log('rows',n, tr.map(s=>s.name+' '+s.rows.length).join(' '));
  const m=boostTrees({features:F,values,labels,weights},{trees:150,depth:5,rate:0.1,leastHessian:20,lambda:2,columns:0.6,seed:7}); writeFileSync(`/work/tmp/forest2-${h}.json`,JSON.stringify(m));
  const imp=new Array(F).fill(0); for(const t of m.trees) for(let i=0;i<t.splits.length;i+=2) if(t.splits[i]!>=0) imp[t.splits[i]!]++; console.log(gnames.map((g,i)=>g+':'+imp[i]).join(' '));
  const te:S[]=[]; for(const n of sets) for(const t of [false,true]) te.push(make(n,1-h,t,false));
  for(const [a,b] of [[0.3,0.3],[0.4,0.4],[0.5,0.5],[0.6,0.6],[0.7,0.7]] as const) console.log('train',h,a,b, te.map(s=>{ const x=bcubed(stream(s.it,m,a,b),s.gold); return s.name+' '+x.F.toFixed(3)+' ('+x.P.toFixed(2)+'/'+x.R.toFixed(2)+')'}).join('  '));
}
