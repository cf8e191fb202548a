/** average linkage over sparse edges with missing = miss */
export function average(n:number,edges:[number,number,number][],thr:number,miss=0):number[]{
  const nb:Map<number,number>[]=Array.from({length:n},()=>new Map()); const size=new Array(n).fill(1); const parent=Array.from({length:n},(_,i)=>i);
  for(const [a,b,p] of edges){ nb[a]!.set(b,p-miss); nb[b]!.set(a,p-miss); }
  // naive heap-free: repeated best via priority queue
  const heap:[number,number,number,number,number][]=[]; const push=(e:[number,number,number,number,number])=>{heap.push(e);let i=heap.length-1;while(i>0){const p=(i-1)>>1;if(heap[p]![0]>=heap[i]![0])break;[heap[p],heap[i]]=[heap[i]!,heap[p]!];i=p;}};
  const pop=()=>{const r=heap[0]!;const l=heap.pop()!;if(heap.length){heap[0]=l;let i=0;for(;;){let c=2*i+1;if(c>=heap.length)break;if(c+1<heap.length&&heap[c+1]![0]>heap[c]![0])c++;if(heap[i]![0]>=heap[c]![0])break;[heap[i],heap[c]]=[heap[c]!,heap[i]!];i=c;}}return r;};
  const ver=new Array(n).fill(0);
  const sc=(a:number,b:number)=>nb[a]!.get(b)!/(size[a]*size[b])+miss;
  for(let a=0;a<n;a++) for(const b of nb[a]!.keys()) if(a<b&&sc(a,b)>thr) push([sc(a,b),a,b,0,0]);
  const alive=new Array(n).fill(true);
  while(heap.length){ const [s,a,b,va,vb]=pop(); if(!alive[a]||!alive[b]||ver[a]!==va||ver[b]!==vb) continue; if(s<=thr) break;
    alive[b]=false; parent[b]=a; ver[a]++; nb[a]!.delete(b); nb[b]!.delete(a);
    for(const [c,p] of nb[b]!){ nb[c]!.delete(b); const q=(nb[a]!.get(c)??0)+p; nb[a]!.set(c,q); nb[c]!.set(a,q); }
    size[a]+=size[b]; for(const c of nb[a]!.keys()){ const q=sc(a,c); if(q>thr) push(a<c?[q,a,c,ver[a],ver[c]]:[q,c,a,ver[c],ver[a]]); } }
  const find=(x:number):number=>{while(parent[x]!==x)x=parent[x]!;return x}; return Array.from({length:n},(_,i)=>find(i));
}
export function bcubed(pred:readonly (number|string)[],gold:readonly string[]){
  const pc=new Map<unknown,number>(),gc=new Map<unknown,number>(),both=new Map<string,number>(); pred.forEach((p,i)=>{pc.set(p,(pc.get(p)??0)+1);gc.set(gold[i],(gc.get(gold[i])??0)+1);const k=p+'|'+gold[i];both.set(k,(both.get(k)??0)+1)});
  let P=0,R=0; pred.forEach((p,i)=>{const k=both.get(p+'|'+gold[i])!;P+=k/pc.get(p)!;R+=k/gc.get(gold[i])!}); P/=pred.length;R/=pred.length;
  let tp=0,pp=0,gp=0; for(const v of both.values()) tp+=v*(v-1)/2; for(const v of pc.values()) pp+=v*(v-1)/2; for(const v of gc.values()) gp+=v*(v-1)/2;
  return {P,R,F:2*P*R/(P+R),pairF:2*tp/(pp+gp)};
}
/** TF-IDF single pass baseline with centroids */
