import type { Doc, Terms } from './terms.ts'; import { termsOf } from './terms.ts'; import { Idf, vec, cos, dot, type Vec } from './vec.ts';
export interface Feat { t:Terms; word:Vec; bi:Vec; name:Vec; num:Vec; fine:Vec; coarse:Vec; region:Vec; lead:Vec; tword:Vec; tfine:Vec; tcoarse:Vec; tbi:Vec; x:Vec; big:Vec; time:number }
export function feats(docs:readonly Doc[]):Feat[]{
  const ts=docs.map(termsOf); const idf=new Idf(); ts.forEach(t=>idf.add(t));
  return ts.map(t=>{ const l=t.doc.lang.slice(0,2); const f=(k:string)=>idf.of(l,k);
    const v=(ns:string,m=t.all)=>vec(m,ns,f);
    return {t,word:v('0'),bi:v('1'),name:v('2'),num:v('3'),fine:v('4'),coarse:v('5'),region:v('6'),lead:v('02',t.lead),tword:v('0',t.title),tbi:v('01',t.title),tfine:v('4',t.title),tcoarse:v('5',t.title),x:v('3456'),big:v('01'),time:t.doc.date?Date.parse(t.doc.date)/864e5:NaN}; });
}
function cover(a:Vec,b:Vec){ let i=0,j=0,s=0,n=0; for(;i<a.keys.length;i++){ const w=a.w[i]!*a.w[i]!; n+=w; while(j<b.keys.length&&b.keys[j]!<a.keys[i]!) j++; if(j<b.keys.length&&b.keys[j]===a.keys[i]) s+=w; } return n?s/n:0; }
export const names=['word','tword','bi','name','num','fine','coarse','region','lead','covMax','covMin','tfine','tcoarse','same','lenMin','lenMax','dt','x','big','numdot','namedot','tbi','xcovMax'];
export function pair(a:Feat,b:Feat):number[]{
  const same=a.t.doc.lang===b.t.doc.lang; const c1=cover(a.tword,b.word), c2=cover(b.tword,a.word);
  const d=Math.abs(a.time-b.time); const x1=cover(a.tcoarse,b.coarse),x2=cover(b.tcoarse,a.coarse);
  return [cos(a.word,b.word),cos(a.tword,b.tword),cos(a.bi,b.bi),cos(a.name,b.name),cos(a.num,b.num),cos(a.fine,b.fine),cos(a.coarse,b.coarse),cos(a.region,b.region),cos(a.lead,b.lead),Math.max(c1,c2),Math.min(c1,c2),cos(a.tfine,b.tfine),cos(a.tcoarse,b.tcoarse),same?1:0,Math.log(Math.min(a.t.words,b.t.words)+1),Math.log(Math.max(a.t.words,b.t.words)+1),Number.isNaN(d)?-1:Math.min(d,30),cos(a.x,b.x),cos(a.big,b.big),dot(a.num,b.num),dot(a.name,b.name),cos(a.tbi,b.tbi),Math.max(x1,x2)];
}
/** candidates: top k by big cos within, plus top k by x cos across. returns pairs i<j */
export function candidates(f:readonly Feat[],k=30):[number,number][]{
  const set=new Set<number>(); const N=f.length;
  for(const key of ['big','x'] as const){
    const post=new Map<number,{i:number;w:number}[]>();
    f.forEach((x,i)=>{ const v=x[key]; for(let q=0;q<v.keys.length;q++){ let p=post.get(v.keys[q]!); if(!p) post.set(v.keys[q]!,p=[]); p.push({i,w:v.w[q]!/(v.norm||1)}); } });
    const s=new Float64Array(N);
    f.forEach((x,i)=>{ s.fill(0); const v=x[key]; for(let q=0;q<v.keys.length;q++){ const p=post.get(v.keys[q]!)!; if(p.length>N/5+50) continue; const w=v.w[q]!/(v.norm||1); for(const e of p) s[e.i]!==undefined&&(s[e.i]+=e.w*w); }
      const c:number[]=[]; for(let j=0;j<N;j++) if(j!==i&&s[j]!>0.01) c.push(j); c.sort((a,b)=>s[b]!-s[a]!);
      for(const j of c.slice(0,k)) set.add(Math.min(i,j)*N+Math.max(i,j)); });
  }
  return [...set].map(q=>[Math.floor(q/N),q%N]);
}
