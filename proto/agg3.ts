import { make, train, report } from './agg.ts';
const SETS='ecbplus,allsides2021,wikinews,ntrex16'.split(','); const mk=(h:number,j:boolean)=>SETS.flatMap(n=>[false,true].map(t=>make(n,h,t,j))); const A=mk(0,true),B=mk(1,true),tA=mk(0,false),tB=mk(1,false); const T=[.25,.2,.15,.1]; const o={trees:150,depth:5,rate:0.09};
for(const [l,mask] of [['base',[]],['nobi',['bi','r_bi']],['nofine',['fine']],['nospan',['span']],['nolead',['lead','r_lead']],['few',['bi','r_bi','span','r_x','r_lead']]] as [string,string[]][]){ report(l+' A→B',tB,train(A,o,mask),T); report(l+' B→A',tA,train(B,o,mask),T); }
