import { inflect, split } from './lexicon.ts';
import type { LexiconData } from './lexicon.ts';

const ar = 'ou aram a am ava avam ará arão ado ando ar';
const er = 'eu eram e em ia iam erá ido endo er';

export const portuguese: LexiconData = {
  say: [
    ...inflect(
      `afirm declar explic coment acrescent adiant ressalt destac sublinh salient not cont relat inform anunci confirm lament lembr
      pergunt alert critic avali observ refor complement justific argument assegur garant reiter frisou fris ironiz apont
      desabaf indic revel indag brinc exclam grit public conclu enfatiz resumi contra-atac rebat enumer tuit`,
      ar,
    ),
    ...inflect('respond escrev reconhec defend esclarec', er),
    ...split(`disse disseram diz dizem dizia diziam dirá dito dizendo dizer escreveu escreve leu lê respondeu responde admitiu admite admitem
      insistiu insiste concluiu conclui prosseguiu prossegue advertiu adverte referiu refere sustenta sustentou repetiu pediu pede
      reforçou reforça garantiu garante completou completa continuou continua reconheceu reconhece acrescentou opinou opina atirou
      rebateu rebate resumiu resume assumiu prometeu promete prometeram prometem denunciou denuncia celebrou celebra comemorou vincou notou refletiu refletiram assinalou assinala`),
  ],
  call: split(`chamou chama chamaram classificou classifica classificaram descreveu descreve descreveram acusou acusa acusaram qualificou
    qualifica definiu define apelidou considerou considera criticou tratou elogiou denominou`),
  hold: split(`acredita acreditam acreditava pensa pensam prometeu promete prometem negou nega negam espera esperam prevê preveem estima
    estimam sugeriu sugere sugerem revelou revela revelam sabe sabem teme temem exigiu exige propôs propõe defende defendeu mostra mostrou
    quer querem recomendou recomenda julga entende`),
  gerunds: split('dizendo acrescentando afirmando explicando destacando declarando ressaltando chamando acusando'),
  tell: [],
  according: ['segundo', 'de acordo com', 'conforme', 'para', 'na opinião de', 'nas palavras de'],
  auxiliaries:
    split(`tem têm tinha tinham havia foi é são era também ainda já depois então não só lhe lhes se me nos voltou apenas
    sempre`),
  that: split('que se como'),
  pronouns: { ele: 'm', ela: 'f', eles: 'p', elas: 'p', eu: 'n', quem: 'n', este: 'm', esta: 'f', você: 'n' },
  titles: {
    senhor: 'm',
    senhora: 'f',
    sr: 'm',
    'sr.': 'm',
    sra: 'f',
    'sra.': 'f',
    dom: 'm',
    dona: 'f',
    presidente: 'n',
    ministro: 'm',
    ministra: 'f',
    prefeito: 'm',
    prefeita: 'f',
    diretor: 'm',
    diretora: 'f',
    'porta-voz': 'n',
    senador: 'm',
    senadora: 'f',
    deputado: 'm',
    deputada: 'f',
    doutor: 'm',
    doutora: 'f',
    'dr.': 'm',
    'dra.': 'f',
    professor: 'm',
    professora: 'f',
    governador: 'm',
    governadora: 'f',
    juiz: 'm',
    juíza: 'f',
    general: 'm',
    rei: 'm',
    rainha: 'f',
    secretário: 'm',
    secretária: 'f',
    vereador: 'm',
    vereadora: 'f',
    treinador: 'm',
    técnico: 'm',
    delegado: 'm',
    delegada: 'f',
    autarca: 'n',
  },
  breaks: split('que e mas ou quando enquanto como porque se quem onde embora pois cujo cuja nem'),
  prepositions: split(
    `em no na nos nas ao à aos às com contra desde durante entre até para por pelo pela sem sob sobre após ante perante segundo`,
  ),
  links: split('de do da dos das para por e em no na'),
  determiners:
    split(`o a os as um uma uns umas seu sua seus suas este esta esse essa aquele outro outra outros outras vários várias alguns algumas
    muitos muitas dois duas três nosso nossa`),
  times: split(
    `segunda-feira terça-feira quarta-feira quinta-feira sexta-feira segunda terça quarta quinta sexta sábado domingo ontem hoje amanhã depois`,
  ),
  abbreviations: split('sr sra dr dra d prof profa etc av núm eua'),
  hearers: split('jornalistas repórteres'),
  women:
    split(`maria ana joana marta catarina inês sofia beatriz mariana carla cristina paula sandra patrícia juliana fernanda camila
    amanda bruna letícia larissa gabriela rita teresa helena luísa isabel lúcia vera tatiana renata simone`),
  men: split(`joão josé antónio antônio manuel francisco carlos paulo pedro luís luiz rui miguel tiago bruno rafael ricardo marcos lucas
    gabriel felipe gustavo rodrigo fernando jorge nuno andré diogo eduardo marcelo sérgio mário roberto henrique`),
  hasDashes: true,
};
