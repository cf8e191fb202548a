import { load, half } from './data.ts'; import { termsOf, NS } from './terms.ts';
for(const n of ['ntrex16']){ const d=load(n); const t0=process.cpuUsage().user; const t=d.map(termsOf); console.log(n,d.length,(process.cpuUsage().user-t0)/1e3/d.length,'ms/doc', [0,1].map(h=>d.filter(x=>half(n,x.story)===h).length));
 for(const l of ['en','zh','ja','ko','ar','hi','ru']){ const x=t.find(y=>y.doc.lang===l&&y.doc.story==='rt.com.91337')!; console.log(l,[...x.all].filter(([k])=>k[0]==='3'||k[0]==='5'||k[0]==='6').map(([k,v])=>k+':'+v).join(' ')); } }
