import anyAscii from 'any-ascii';
import { stemOf } from '../src/text/stem.ts';
export interface Doc { id:string; title:string; text:string; date:string; lang:string; story:string; source:string }
const cjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u;
export const NS = { word:0, bi:1, name:2, num:3, fine:4, coarse:5, region:6 } as const;
const tokenRe = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+|\p{N}+(?:[.,٫٬]\p{N}+)*|[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu;
function fold(s:string){return s.normalize('NFKD').toLowerCase().replace(/\p{M}+/gu,'').replace(/['’].*$/,'').replaceAll('й','и')}
const vowel=/[aeiouyhw'`]/g;
export function romanOf(w:string){return anyAscii(w).toLowerCase().replace(/[^a-z]/g,'')}
export function fineCode(r:string):string{
  let s=r.replace(/ph/g,'f').replace(/th/g,'t').replace(/sch|sh|ch|zh|tsch|cz|sz/g,'S').replace(/kh|gh/g,'k').replace(/ck|q/g,'k').replace(/c(?=[eiy])/g,'s').replace(/c/g,'k').replace(/x/g,'ks').replace(/w/g,'v').replace(/z|ts/g,'s').replace(/j/g,'S').toLowerCase();
  const head=/^[aeiouy]/.test(s)?'a':'';
  s=s.replace(/[aeiouyh]/g,'').replace(/(.)\1+/g,'$1').replace(/f/g,'v');
  return head+s;
}
export function coarseCode(r:string):string{
  return fineCode(r).replace(/^a/,'').replace(/[bpv]/g,'p').replace(/d/g,'t').replace(/g/g,'k').replace(/l/g,'r').replace(/m/g,'n').replace(/(.)\1+/g,'$1');
}
const trans=new Set('阿埃艾爱安昂奥澳巴白拜班邦保鲍贝本比彼毕宾波伯博布查昌彻达大戴丹当德登邓迪蒂丁东杜多顿俄恩尔法凡范菲费芬丰佛夫弗福富盖甘冈高戈哥格葛根贡古瓜哈海汉豪赫黑亨洪胡华怀霍基吉加贾简杰金京喀卡凯坎康考科克肯孔库奎昆拉莱兰朗劳勒雷黎李里利理立丽莉连廉良列林琳刘留卢鲁路伦罗洛吕马玛迈麦曼芒毛梅门蒙米密敏明缪摩莫墨默姆穆拿那纳娜乃奈南尼内宁牛纽农努诺欧帕派潘庞培佩彭皮匹平珀蒲普齐奇契恰乔切琴钦青琼丘荣儒瑞若萨塞赛桑瑟森沙莎山尚绍舍申圣施石史什舒斯司丝思斯松苏孙索塔泰坦汤唐陶特腾提田廷亭通图吐托陀瓦万旺威维韦卫魏文沃乌伍武西希锡席夏香肖谢辛欣兴休许雪逊雅亚扬杨耶叶伊依易因英雍尤约云扎赞泽曾詹章珍芝治朱祖佐丹尔夫茨蒂娅娃兹巡厄伽孟梵哉'.split(''));
// regions
const regionCodes='AF AL DZ AO AR AM AU AT AZ BH BD BY BE BJ BO BA BW BR BG BF BI KH CM CA CF TD CL CN CO CD CG CR CI HR CU CY CZ DK DJ DO EC EG SV ER EE SZ ET FI FR GA GM GE DE GH GR GT GN HT HN HK HU IS IN ID IR IQ IE IL IT JM JP JO KZ KE KP KR XK KW KG LA LV LB LS LR LY LT LU MG MW MY ML MT MR MX MD MC MN ME MA MZ MM NA NP NL NZ NI NE NG MK NO OM PK PS PA PG PY PE PH PL PT QA RO RU RW SA SN RS SL SG SK SI SO ZA SS ES LK SD SE CH SY TW TJ TZ TH TG TN TR TM UG UA AE GB US UY UZ VE VN YE ZM ZW'.split(' ');
const byLang=new Map<string,{pre:Map<string,string>,sub:[string,string][]}>();
function regionsFor(lang:string){
  let r=byLang.get(lang); if(r) return r;
  r={pre:new Map(),sub:[]};
  const dn=new Intl.DisplayNames([lang],{type:'region'});
  const add=(name:string,code:string)=>{
    if(cjk.test(name)){r!.sub.push([name,code]);return}
    const words=name.split(/[\s-]+/).map(fold).filter(w=>w.length>2);
    if(words.length===0) return;
    const w=words.reduce((a,b)=>a.length>=b.length?a:b);
    const cut=w.slice(0,Math.max(4,w.length-(w.length>6?3:2)));
    if(r!.pre.has(cut)&&r!.pre.get(cut)!==code) r!.pre.set(cut,''); else r!.pre.set(cut,code);
  };
  for(const c of regionCodes){ const n=dn.of(c); if(n) add(n.replace(/\(.*\)/,''),c); }
  byLang.set(lang,r); return r;
}
export interface Terms { readonly doc:Doc; readonly title:Map<string,number>; readonly all:Map<string,number>; readonly lead:Map<string,number>; words:number }
export function termsOf(doc:Doc):Terms{
  const title=new Map<string,number>(), all=new Map<string,number>(), lead=new Map<string,number>();
  const lang=doc.lang.slice(0,2);
  const reg=regionsFor(lang);
  const caps=new Map<string,number>(), lows=new Map<string,number>();
  let words=0;
  const run=(text:string,into:Map<string,number>[])=>{
    const add=(ns:number,k:string)=>{const key=ns+k; const targets=(into.length===1&&into[0]===all&&words<90)?[all,lead]:into; for(const m of targets) m.set(key,(m.get(key)??0)+1)};
    let prev='', prevEnd=-9, start=true;
    for(const m of text.matchAll(tokenRe)){
      const t=m[0], at=m.index;
      const between=text.slice(prevEnd<0?0:prevEnd,at);
      if(/[.!?:\n"“”»«¿¡`]/.test(between)) {start=true; if(!/^[\s]*$/.test(between)) prev='';}
      prevEnd=at+t.length;
      if(/^\p{N}/u.test(t)){
        let n=t.normalize('NFKD').replace(/[٠-٩]/g,c=>String(c.charCodeAt(0)-0x660)).replace(/[۰-۹]/g,c=>String(c.charCodeAt(0)-0x6f0)).replace(/[०-९]/g,c=>String(c.charCodeAt(0)-0x966)).replace(/٫/g,'.').replace(/٬/g,',');
        n=n.replace(/[.,](?=\d{3}(?:\D|$))/g,'').replace(',','.');
        const next=text[prevEnd]; const mul=next==='万'||next==='萬'||next==='만'?1e4:next==='億'||next==='亿'||next==='억'?1e8:1;
        if(mul>1) n=String(Number(n)*mul);
        if(n.length>1) add(NS.num,n);
        add(NS.word,n); if(prev) add(NS.bi,prev+' '+n); prev=n; start=false; words++; continue;
      }
      if(cjk.test(t)){
        const c=[...t]; words+=c.length/2;
        for(const [name,code] of reg.sub) if(t.includes(name)) add(NS.region,code);
        for(let i=0;i<c.length;i++){ if(i+1<c.length) add(NS.word,c[i]!+c[i+1]!); if(i+2<c.length) add(NS.bi,c[i]!+c[i+1]!+c[i+2]!);}
        if(lang==='ja'){ for(const k of t.match(/[\p{Script=Katakana}ー]{3,}/gu)??[]){ const r=romanOf(k.replace(/ー/g,'')); code(add,r,true);} }
        else { let runS=''; for(const ch of [...c,'']){ if(ch!==''&&trans.has(ch)) runS+=ch; else { if(runS.length>=2){ const a=[...runS]; for(let i=0;i<a.length;i++)for(let l=2;l<=5&&i+l<=a.length;l++){ if(l===2&&!(i===0&&a.length===2)) continue; code(add,romanOf(a.slice(i,i+l).join('')),true);} } runS='';} } }
        prev=''; start=false; continue;
      }
      const f=fold(t); if(f==='') continue;
      words++;
      const st=stemOf(f,lang);
      add(NS.word,st);
      if(lang==='ko'){ for(let i=0;i+2<=f.length;i++) ; }
      if(prev) add(NS.bi,prev+' '+st); prev=st;
      const cased=/\p{Lu}/u.test(t[0]!);
      const hasCase=t.toLowerCase()!==t.toUpperCase();
      if(hasCase){ if(cased&&!start) {caps.set(st,(caps.get(st)??0)+1)} else if(!cased) lows.set(st,(lows.get(st)??0)+1); }
      const isName=hasCase?(cased&&(!start||f.length>5)):true;
      if(hasCase&&cased&&!start) add(NS.name,st);
      for(let l=Math.min(f.length,12);l>=4;l--){ const c=reg.pre.get(f.slice(0,l)); if(c){ add(NS.region,c); break;} }
      if(f.length>=4||!hasCase) code(add,romanOf(lang==='ko'?t.normalize('NFC'):t),isName);
      start=false;
    }
  };
  const code=(add:(ns:number,k:string)=>void,r:string,isName:boolean)=>{
    if(r.length<3) return;
    const f=fineCode(r);
    if(f.replace('a','').length>=3) add(NS.fine,f.slice(0,5));
    if(isName){ const c=coarseCode(r); if(c.length>=3) {add(NS.coarse,c.slice(0,4)); if(c.length>4) add(NS.coarse,c.slice(0,6));} }
  };
  run(doc.title,[title,all]);
  run(doc.text,[all]);
  for(const [k,v] of title) if(!lead.has(k)) lead.set(k,v); 
  return {doc,title,all,lead,words};
}
