/** The report's only style sheet. Colours keep 4.5:1 in both schemes; nothing is told by colour alone. */
export const STYLE = `
:root{color-scheme:light dark;--ink:#17324d;--soft:#435a70;--ground:#fff;--panel:#f3f6fa;--line:#c5d0db;--link:#0059b3;--strong:#003366;
--critical:#a8002d;--serious:#9a4400;--moderate:#6b5200;--minor:#435a70;--ok:#00683c}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf5;--soft:#b3c2d1;--ground:#0f1b28;--panel:#182838;--line:#3c5064;--link:#8cc2ff;--strong:#cfe4ff;
--critical:#ff9db3;--serious:#ffb783;--moderate:#f0d060;--minor:#b3c2d1;--ok:#7fdcae}}
*,*::before,*::after{box-sizing:border-box}
html{font:100%/1.6 "Titillium Web","Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color:var(--ink);background:var(--ground);scroll-padding-top:1rem}
body{margin:0;overflow-wrap:anywhere}
.wrap{max-width:72rem;margin:0 auto;padding:0 1.25rem}
a{color:var(--link);text-underline-offset:.15em}
a:focus-visible,button:focus-visible,summary:focus-visible,input:focus-visible,select:focus-visible,[tabindex]:focus-visible{outline:3px solid #d97b00;outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:1rem;background:var(--ground);padding:.5rem 1rem;z-index:1}
header.top{background:#0b3d6e;color:#fff;padding:2rem 0}
header.top a{color:#fff}
header.top p{margin:.25rem 0}
h1{font-size:clamp(1.6rem,4vw,2.4rem);line-height:1.2;margin:0 0 .5rem}
h2{font-size:1.6rem;line-height:1.25;margin:3rem 0 .75rem;color:var(--strong)}
h3{font-size:1.15rem;line-height:1.35;margin:0}
h4{font-size:1rem;margin:1rem 0 .25rem}
p{max-width:46rem}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(9rem,100%),1fr));gap:1rem;margin:1.5rem 0;padding:0;list-style:none}
.figures li{background:var(--panel);border-left:4px solid var(--link);padding:.75rem 1rem}
.figures strong{display:block;font-size:1.8rem;line-height:1.2}
nav.contents ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}
nav.contents a{display:inline-block;padding:.25rem 0}
.verdict{border:1px solid var(--line);border-left:6px solid var(--link);padding:.75rem 1rem}
.verdict p{margin:0}
ol.first{padding-left:1.5rem}
ol.first li{margin:.5rem 0}
.soft{color:var(--soft)}
.tag{display:inline-block;border:1px solid currentColor;border-radius:3px;padding:0 .5rem;font-size:.9rem;font-weight:600}
.critical{color:var(--critical)}.serious{color:var(--serious)}.moderate{color:var(--moderate)}.minor{color:var(--minor)}
article.finding{border:1px solid var(--line);border-radius:6px;padding:1.25rem;margin:1rem 0}
article.finding[hidden]{display:none}
.meta{display:flex;flex-wrap:wrap;gap:.35rem .75rem;margin:.5rem 0;padding:0;list-style:none;font-size:.95rem}
.body{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(20rem,100%),1fr));gap:0 2rem}
figure{margin:1rem 0}
figure img{max-width:100%;height:auto;border:1px solid var(--line)}
figcaption{font-size:.9rem;color:var(--soft)}
details{margin:.75rem 0}
summary{cursor:pointer;padding:.35rem 0;font-weight:600}
pre{background:var(--panel);padding:.5rem .75rem;margin:.25rem 0;white-space:pre-wrap;font-size:.85rem}
code{font-family:"Roboto Mono",Consolas,Menlo,monospace;font-size:.9em}
.occurrences{padding-left:1.25rem}
.occurrences li{margin:.75rem 0}
.occurrences p{margin:.1rem 0}
.table{overflow-x:auto;margin:1rem 0}
table{border-collapse:collapse;width:100%;font-size:.95rem}
caption{text-align:left;color:var(--soft);padding:.25rem 0}
th,td{border-bottom:1px solid var(--line);padding:.45rem .75rem .45rem 0;text-align:left;vertical-align:top;min-width:5rem}
td.url{min-width:12rem}
fieldset.filters{border:1px solid var(--line);border-radius:6px;padding:1rem;display:grid;grid-template-columns:repeat(auto-fit,minmax(min(12rem,100%),1fr));gap:1rem;align-items:end}
.filters label{display:block;font-weight:600}
.filters select,.filters input,.filters button{font:inherit;color:inherit;background:var(--ground);border:1px solid var(--soft);border-radius:4px;padding:.45rem .6rem;width:100%;min-height:2.75rem}
.filters button{cursor:pointer;font-weight:600}
footer{background:var(--panel);margin-top:4rem;padding:1.5rem 0}
@media print{details::details-content{content-visibility:visible;block-size:auto}.filters,nav.contents,.skip{display:none}article.finding{break-inside:avoid}}
@media (forced-colors:active){.figures li,.verdict{border:1px solid}}
`.replaceAll('\n', '')

/** Shows the filters, which need it, and hides findings that do not match. */
export const SCRIPT = `
(()=>{const form=document.getElementById('filters');if(!form)return;form.hidden=false;
const cards=[...document.querySelectorAll('article.finding')],live=document.getElementById('shown'),pattern=live.dataset.pattern;
const value=name=>form.querySelector('[name='+name+']').value;
const on=(card,page)=>parseInt(card.dataset.pages[page>>2]||'0',16)>>(page&3)&1;
const apply=()=>{const words=value('text').toLocaleLowerCase().split(/\\s+/).filter(Boolean),left={failed:0,cantTell:0,unstable:0};
for(const card of cards){const match=['outcome','impact','owner'].every(name=>!value(name)||card.dataset[name]===value(name))
&&(!value('wcag')||card.dataset.wcag.split(' ').includes(value('wcag')))&&(!value('page')||on(card,+value('page')))
&&words.every(word=>card.textContent.toLocaleLowerCase().includes(word));
card.hidden=!match;if(match)left[card.dataset.outcome]++}
live.textContent=pattern.replace(/{(\\w+)}/g,(_,name)=>left[name])};
let timer;form.addEventListener('input',()=>{clearTimeout(timer);timer=setTimeout(apply,150)});
form.querySelector('button').addEventListener('click',()=>{for(const field of form.querySelectorAll('select,input'))field.value='';apply()});
for(const link of document.querySelectorAll('a[href^="#f-"]'))link.addEventListener('click',()=>{const card=document.querySelector(link.getAttribute('href'));if(card)card.hidden=false});
apply()})()
`.replaceAll('\n', '')
