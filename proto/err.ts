import { load, half } from './data.ts'; import { termsOf } from './terms.ts'; import { Idf, vec } from './vec.ts'; import { bcubed } from './cluster.ts'; import { dense, cosMatrix } from './explore.ts';
const n='ecbplus', h=Number(process.argv[2]); const d=load(n).filter(x=>half(n,x.story)===h), gold=d.map(x=>x.story), N=d.length; const ts=d.map(termsOf); const idf=new Idf(); ts.forEach(t=>idf.add(t));
const f=(k:string)=>idf.of('en',k); const A=cosMatrix(ts.map(t=>vec(t.all,'0',f))),B=cosMatrix(ts.map(t=>vec(t.all,'2',f))),C=cosMatrix(ts.map(t=>vec(t.all,'3',f)));
const S=new Float32Array(N*N); for(let i=0;i<S.length;i++) S[i]=.5*A[i]!+.35*B[i]!+.15*C[i]!;
const lab=dense(S,N,[0.205])[0]!; console.log(bcubed(lab,gold)); const by=new Map<number,string[]>(); lab.forEach((l,i)=>{const x=by.get(l)??[];x.push(gold[i]!);by.set(l,x)});
for(const [,l] of by){ const c=new Map<string,number>(); for(const g of l)c.set(g,(c.get(g)??0)+1); if(c.size>1) console.log('mixed',[...c].map(([g,k])=>g+':'+k).join(' ')); }
const gs=new Map<string,Map<number,number>>(); gold.forEach((g,i)=>{const m=gs.get(g)??new Map();m.set(lab[i]!,(m.get(lab[i]!)??0)+1);gs.set(g,m)}); for(const [g,m] of gs) if(m.size>1) console.log('split',g,[...m.values()].join('+'), [...m].filter(([,c])=>c<3).map(([l])=>d[lab.indexOf(l)]!.id+' '+d[lab.indexOf(l)]!.text.length).join(' | '));
