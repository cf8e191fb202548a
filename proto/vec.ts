import type { Terms } from './terms.ts';
/** per-language idf; vectors per namespace. */
export class Idf { n=new Map<string,number>(); df=new Map<string,Map<string,number>>();
  add(t:Terms){ const l=t.doc.lang.slice(0,2); this.n.set(l,(this.n.get(l)??0)+1); let m=this.df.get(l); if(!m) this.df.set(l,m=new Map()); for(const k of t.all.keys()) m.set(k,(m.get(k)??0)+1); }
  of(l:string,k:string){ const n=this.n.get(l)??0, d=this.df.get(l)?.get(k)??0; return Math.log((n+1)/(d+0.5)); } }
export interface Vec { keys:Int32Array; w:Float32Array; norm:number }
const ids=new Map<string,number>(); export const idOf=(k:string)=>{let i=ids.get(k); if(i===undefined) ids.set(k,i=ids.size); return i};
export function vec(m:ReadonlyMap<string,number>, ns:string, idf:(k:string)=>number, damp=true):Vec{
  const e:[number,number][]=[]; for(const [k,c] of m) if(ns.includes(k[0]!)){ const w=Math.max(0,idf(k))*(damp?1+Math.log(c):1); if(w>0) e.push([idOf(k),w]); }
  e.sort((a,b)=>a[0]-b[0]); let s=0; for(const x of e) s+=x[1]*x[1];
  return {keys:Int32Array.from(e,x=>x[0]),w:Float32Array.from(e,x=>x[1]),norm:Math.sqrt(s)};
}
export function dot(a:Vec,b:Vec){ let i=0,j=0,s=0; const A=a.keys,B=b.keys; while(i<A.length&&j<B.length){ const x=A[i]!,y=B[j]!; if(x===y){s+=a.w[i]!*b.w[j]!;i++;j++} else if(x<y)i++; else j++;} return s; }
export function cos(a:Vec,b:Vec){ return a.norm&&b.norm?dot(a,b)/(a.norm*b.norm):0; }
