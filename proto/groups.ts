import type { Doc } from './terms.ts'; import { termsOf, type Terms } from './terms.ts'; import { Idf, vec, type Vec } from './vec.ts';
import { sumVotes, type Forest } from '../src/extract/forest.ts';
// namespaces as vectors: word, bi, name, num, fine, coarse, region, tword(title words+names), tcross(title fine+coarse), x, big, lead
export const NSV=['word','bi','name','num','fine','coarse','region','tword','tcross','x','lead'] as const;
export interface Group { m:number[]; v:Map<number,number>[]; n2:Float64Array; size:number; from:number; to:number; langs:Map<string,number>; words:number; tok:number }
export interface Item { v:Vec[]; lang:string; time:number; words:number }
export function items(docs:readonly Doc[], plus=0):Item[]{
  const ts=docs.map(termsOf); const idf=new Idf(); ts.forEach(t=>idf.add(t));
  return ts.map(t=>{ const l=t.doc.lang.slice(0,2); const f=(k:string)=>idf.of(l,k)+plus; const v=(ns:string,m:Map<string,number>=t.all)=>vec(m,ns,f);
    return {v:[v('0'),v('1'),v('2'),v('3'),v('4'),v('5'),v('6'),v('02',t.title),v('45',t.title),v('3456'),v('02',t.lead)],lang:l,time:t.doc.date?Math.floor(Date.parse(t.doc.date)/864e5):NaN,words:t.words}; });
}
export function groupOf(it:readonly Item[],ix:number):Group{ const x=it[ix]!; const v=x.v.map(q=>{const m=new Map<number,number>(); const n=q.norm||1; for(let i=0;i<q.keys.length;i++) m.set(q.keys[i]!,q.w[i]!/n); return m;}); return {m:[ix],v,n2:Float64Array.from(x.v,q=>q.norm?1:0),size:1,from:x.time,to:x.time,langs:new Map([[x.lang,1]]),words:x.words,tok:0}; }
export function merge(a:Group,b:Group):Group{ // new group
  const v=a.v.map((m,i)=>{const big=new Map(m); for(const [k,w] of b.v[i]!) big.set(k,(big.get(k)??0)+w); return big});
  const n2=new Float64Array(v.length); v.forEach((m,i)=>{ n2[i]=a.n2[i]!+b.n2[i]!+2*dot(a.v[i]!,b.v[i]!)});
  const langs=new Map(a.langs); for(const [l,c] of b.langs) langs.set(l,(langs.get(l)??0)+c);
  return {m:[...a.m,...b.m],v,n2,size:a.size+b.size,from:min(a.from,b.from),to:max(a.to,b.to),langs,words:(a.words*a.size+b.words*b.size)/(a.size+b.size),tok:0};
}
const min=(a:number,b:number)=>Number.isNaN(a)?b:Number.isNaN(b)?a:Math.min(a,b), max=(a:number,b:number)=>Number.isNaN(a)?b:Number.isNaN(b)?a:Math.max(a,b);
export function dot(a:Map<number,number>,b:Map<number,number>){ if(a.size>b.size) [a,b]=[b,a]; let s=0; for(const [k,w] of a){ const u=b.get(k); if(u!==undefined) s+=u*w; } return s; }
function cos(a:Group,b:Group,i:number){ const n=a.n2[i]!*b.n2[i]!; return n>0?dot(a.v[i]!,b.v[i]!)/Math.sqrt(n):-0.05; }
/** mean pairwise cosine rather than centroid cosine */
function mean(a:Group,b:Group,i:number){ return dot(a.v[i]!,b.v[i]!)/(a.size*b.size); }
function cover(t:Map<number,number>,b:Map<number,number>){ let s=0,n=0; for(const [k,w] of t){ n+=w*w; if(b.has(k)) s+=w*w; } return n?s/n:0; }
export const gnames=[...NSV,'mword','mx','mtword','covMax','covMin','xcovMax','gap','span','lmin','lmax','wmin','wmax','sameLang'];
export function compare(a:Group,b:Group):number[]{
  if(a.size>b.size) [a,b]=[b,a];
  const f:number[]=NSV.map((_,i)=>cos(a,b,i));
  const c1=cover(a.v[7]!,b.v[0]!),c2=cover(b.v[7]!,a.v[0]!),x1=cover(a.v[8]!,b.v[5]!),x2=cover(b.v[8]!,a.v[5]!);
  let same=0; for(const [l,c] of a.langs) same+=c*(b.langs.get(l)??0);
  const gap=Math.max(0,a.from-b.to,b.from-a.to), span=Math.max(a.to,b.to)-Math.min(a.from,b.from);
  f.push(mean(a,b,0),mean(a,b,9),mean(a,b,7),Math.max(c1,c2),Math.min(c1,c2),Math.max(x1,x2),Number.isNaN(gap)?-1:gap,Number.isNaN(span)?-1:span,Math.log(a.size),Math.log(b.size),Math.log(1+Math.min(a.words,b.words)),Math.log(1+Math.max(a.words,b.words)),same/(a.size*b.size));
  return f;
}
export class Index { post=new Map<number,Set<Group>>(); groups=new Set<Group>();
  constructor(readonly nss:readonly number[]=[0,2,9]){}
  add(g:Group){ this.groups.add(g); for(const n of this.nss) for(const k of g.v[n]!.keys()){ const q=k*16+n; let p=this.post.get(q); if(!p) this.post.set(q,p=new Set()); p.add(g);} }
  remove(g:Group){ this.groups.delete(g); for(const n of this.nss) for(const k of g.v[n]!.keys()) this.post.get(k*16+n)?.delete(g); }
  near(g:Group,k:number,cap:number):Group[]{ const out=new Set<Group>(); for(const n of this.nss){ const s=new Map<Group,number>(); for(const [key,w] of g.v[n]!){ const p=this.post.get(key*16+n); if(!p||p.size>cap) continue; for(const h of p) if(h!==g) s.set(h,(s.get(h)??0)+w*h.v[n]!.get(key)!); } const l=[...s].map(([h,x])=>[h,x/Math.sqrt(h.n2[n]!||1)] as const).sort((a,b)=>b[1]-a[1]).slice(0,k); for(const e of l) out.add(e[0]); } return [...out]; }
}
const sig=(z:number)=>1/(1+Math.exp(-z));
export function score(a:Group,b:Group,m:Forest){ return sig(sumVotes(Float64Array.from(compare(a,b)),m)); }
/** streaming: join the best, then merge while groups fit */
export function stream(it:readonly Item[],m:Forest,thr:number,thrMerge:number,order?:number[]):number[]{
  const ix=new Index(); const cap=Math.max(60,it.length/4);
  for(const i of order??it.map((_,i)=>i)){ let g=groupOf(it,i); ix.add(g); let t=thr;
    for(let guard=0;guard<6;guard++){ const c=ix.near(g,8,cap); let best:Group|null=null,bs=t; for(const h of c){ const s=score(g,h,m); if(s>bs){bs=s;best=h} } if(!best) break; ix.remove(g); ix.remove(best); g=merge(best,g); ix.add(g); t=thrMerge; } }
  const lab=new Array<number>(it.length).fill(0); let q=0; for(const g of ix.groups){ q++; for(const i of g.m) lab[i]=q; } return lab;
}
