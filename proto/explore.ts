import { writeFileSync, existsSync, readFileSync } from 'node:fs'; import { load, half } from './data.ts'; import { termsOf } from './terms.ts'; import { Idf, vec, type Vec } from './vec.ts'; import { bcubed } from './cluster.ts';
/** dense average linkage by nearest-neighbour scan. */
export function dense(S:Float32Array,N:number,thrs:number[]):number[][]{
  const D=Float64Array.from(S); const size=new Float64Array(N).fill(1); const alive:number[]=Array.from({length:N},(_,i)=>i); const lab=Array.from({length:N},(_,i)=>i); const nn=new Int32Array(N), nv=new Float64Array(N);
  const upd=(i:number)=>{nv[i]=-1e9; for(const j of alive) if(j!==i){const v=D[i*N+j]!; if(v>nv[i]!){nv[i]=v;nn[i]=j}}};
  for(const i of alive) upd(i); const out:number[][]=[]; const ts=[...thrs].sort((a,b)=>b-a); let t=0;
  for(;;){ let b=-1,bv=-1e9; for(const i of alive) if(nv[i]!>bv){bv=nv[i]!;b=i} 
    while(t<ts.length&&bv<=ts[t]!){out.push([...lab]);t++} if(t>=ts.length||b<0) break;
    const i=b,j=nn[b]!; for(let q=0;q<N;q++) if(lab[q]===j) lab[q]=i; alive.splice(alive.indexOf(j),1);
    for(const k of alive) if(k!==i){ const v=(D[i*N+k]!*size[i]!+D[j*N+k]!*size[j]!)/(size[i]!+size[j]!); D[i*N+k]=v;D[k*N+i]=v; }
    size[i]!+=size[j]!; size[i]=size[i]!; upd(i); for(const k of alive) if(k!==i){ if(nn[k]===i||nn[k]===j) upd(k); else if(D[k*N+i]!>nv[k]!){nv[k]=D[k*N+i]!;nn[k]=i} } if(alive.length<2){ while(t<ts.length){out.push([...lab]);t++} break;} }
  return out; // in order of descending thresholds
}
export function cosMatrix(v:Vec[]):Float32Array{ const N=v.length,S=new Float32Array(N*N); const post=new Map<number,[number,number][]>(); v.forEach((x,i)=>{for(let q=0;q<x.keys.length;q++){let p=post.get(x.keys[q]!); if(!p)post.set(x.keys[q]!,p=[]); p.push([i,x.w[q]!/(x.norm||1)])}}); for(const p of post.values()) for(let a=0;a<p.length;a++)for(let b=a+1;b<p.length;b++){const w=p[a]![1]*p[b]![1]; S[p[a]![0]*N+p[b]![0]]!+=w;} for(let i=0;i<N;i++)for(let j=i+1;j<N;j++)S[j*N+i]=S[i*N+j]!; return S; }
if(process.argv[1]!.endsWith('explore.ts')) {
const thrs=Array.from({length:40},(_,i)=>0.5-i*0.012);
for(const n of ['ecbplus','wikinews']) for(const h of [0,1]){ const d=load(n).filter(x=>half(n,x.story)===h), gold=d.map(x=>x.story), N=d.length; const ts=d.map(termsOf);
  for(const mode of ['A','B','C','D']){ const idf=new Idf(); ts.forEach(t=>idf.add(t));
    const f=(k:string)=> mode==='A'?idf.of('en',k): mode==='B'?Math.log((1+N)/(1+(idf.df.get('en')!.get(k)??0)))+1 : mode==='C'?Math.max(0,idf.of('en',k)-0.7):idf.of('en',k)**1.5;
    const M:Record<string,Float32Array>={}; for(const ns of ['0','1','2','3','01','012','02','0123']) M[ns]=cosMatrix(ts.map(t=>vec(t.all,ns,f)));
    M.lead=cosMatrix(ts.map(t=>vec(t.lead,'02',f))); M.title=cosMatrix(ts.map(t=>vec(t.title,'02',f)));
    const best=(S:Float32Array)=>{ const r=dense(S,N,thrs).map(l=>bcubed(l,gold).F); const b=Math.max(...r); return b.toFixed(3)+'@'+([...thrs].sort((a,b)=>b-a)[r.indexOf(b)]!).toFixed(2); };
    const mix=(...p:[string,number][])=>{const S=new Float32Array(N*N); for(const [k,w] of p){const m=M[k]!; for(let i=0;i<S.length;i++)S[i]!+=w*m[i]!} return S};
    console.log(n,h,mode,'0:',best(M['0']!),'01:',best(M['01']!),'02:',best(M['02']!),'012:',best(M['012']!),'2:',best(M['2']!),'.5w+.5n:',best(mix(['0',.5],['2',.5])),'w+n+num:',best(mix(['0',.5],['2',.35],['3',.15])),'w+n+bi:',best(mix(['0',.4],['2',.3],['1',.3])),'w+n+lead:',best(mix(['0',.3],['2',.3],['lead',.2],['1',.2])), 'w+n+b+t:',best(mix(['0',.3],['2',.3],['title',.2],['1',.2])));
  } }
}
