import { load } from './data.ts'; import { termsOf } from './terms.ts'; import { Idf, vec, cos } from './vec.ts';
const t=load('ntrex16').map(termsOf); const idf=new Idf(); t.forEach(x=>idf.add(x));
const langs=[...new Set(t.map(x=>x.doc.lang))];
for(const ns of process.argv.slice(2)){
 const v=t.map(x=>vec(x.all,ns,k=>idf.of(x.doc.lang.slice(0,2),k)));
 const by=langs.map(l=>t.map((x,i)=>i).filter(i=>t[i]!.doc.lang===l));
 console.log('ns',ns,' row: top-1 accuracy to each language'); let tot=0,c=0;
 for(const A of by){ const row=by.map(B=>{ if(A===B) return '  -'; let ok=0; for(const i of A){ let best=-1,bj=-1; for(const j of B){ const s=cos(v[i]!,v[j]!); if(s>best){best=s;bj=j} } if(t[bj]!.doc.story===t[i]!.doc.story) ok++; } tot+=ok/A.length;c++; return String(Math.round(100*ok/A.length)).padStart(3); }); console.log(t[A[0]!]!.doc.lang,row.join(' ')); }
 console.log('mean',tot/c);
}
