import { inflect, split } from './lexicon.ts';
import type { LexiconData } from './lexicon.ts';

const er = 'e ent a èrent ait aient é ant er era';

export const french: LexiconData = {
  say: [
    ...inflect(
      `affirm déclar expliqu ajout assur soulign estim indiqu précis confi lanc racont not insist martel rétorqu résum observ regrett
      déplor dénonc justifi tempêt ironis pest tonn plaid lâch constat comment confirm annonc signal rassur martel arguement argu
      détaill témoign analys avou répliqu critiqu demand alert exig félicit tweet rapport relat poursuiv`,
      er,
    ),
    ...split(`dit disent disait disaient dira dire disant répond répondent répondu répondait répondit écrit écrivent écrivait écrire poursuit
      poursuivi poursuivait reconnaît reconnu reconnaissait soutient soutenu soutiennent maintient maintenu prévient prévenu admet admis
      conclut conclu martèle martèlent révèle renchérit renchéri surenchérit rappelle rappelé rappelait exclame exclament exclamé exclamée interroge interrogé interrogée félicité félicitée inquiète promettent promettait réjouit réjoui réjouie
      commence commencé lit promet promis avertit averti répète répété enchaîne considère considéré juge jugé espère fait a-t-il lance complète
      réagit réagi réplique assène assené assure glisse glissé conclure sourit soupire appelle`),
  ],
  call: split(`qualifie qualifié qualifient qualifiait appelle appelé appellent appelait accuse accusé accusent accusait traite traité décrit
    décrivent baptisé baptise juge jugé jugent considère considéré dénonce dénoncé nomme nommé salué salue évoque évoqué parle parlé`),
  hold: split(`croit croient croyait pense pensent pensait promet promis nie nié nient espère espèrent craint craignent prévoit prévoient
    propose proposé suggère suggéré révèle révélé révèlent montre montrent montré sait savent veut veulent demande demandent appelle
    recommande recommandé défend défendu refuse refusé envisage souhaite souhaitent redoute`),
  gerunds: split(
    'disant ajoutant affirmant expliquant précisant soulignant dénonçant estimant assurant qualifiant accusant évoquant',
  ),
  tell: [],
  according: ['selon', "d' après", 'pour', 'aux yeux de', "de l' avis de"],
  auxiliaries:
    split(`a ont avait avaient est sont était fut aussi également ensuite puis alors encore déjà toutefois ne n' pas l' lui leur s' se
    en y même enfin ainsi d'ailleurs notamment`),
  that: split("que qu' si comment"),
  pronouns: {
    il: 'm',
    elle: 'f',
    ils: 'p',
    elles: 'p',
    on: 'n',
    je: 'n',
    "j'": 'n',
    nous: 'p',
    qui: 'n',
    'celui-ci': 'm',
    'celle-ci': 'f',
  },
  titles: {
    m: 'm',
    'm.': 'm',
    monsieur: 'm',
    mme: 'f',
    'mme.': 'f',
    madame: 'f',
    mlle: 'f',
    maître: 'n',
    me: 'n',
    docteur: 'n',
    dr: 'n',
    'dr.': 'n',
    président: 'm',
    présidente: 'f',
    ministre: 'n',
    maire: 'n',
    sénateur: 'm',
    sénatrice: 'f',
    député: 'm',
    députée: 'f',
    directeur: 'm',
    directrice: 'f',
    professeur: 'n',
    général: 'm',
    roi: 'm',
    reine: 'f',
    'porte-parole': 'n',
    préfet: 'm',
    préfète: 'f',
    procureur: 'm',
    procureure: 'f',
    entraîneur: 'm',
    avocat: 'm',
    avocate: 'f',
    chancelier: 'm',
    chancelière: 'f',
    secrétaire: 'n',
    juge: 'n',
    pape: 'm',
  },
  breaks: split(
    "que qu' et mais ou quand lorsque lorsqu' alors comme parce si qui dont où car tandis puisque puisqu' donc ni",
  ),
  prepositions:
    split(`dans en à au aux avec contre depuis devant derrière durant entre pendant par pour sans sous sur vers chez lors après avant
    selon auprès face malgré`),
  links: split("de du des d' pour et à en au"),
  determiners: split(
    "le la les l' un une des son sa ses leur leurs ce cet cette ces notre nos plusieurs quelques deux trois certains certaines autre autres mon ma",
  ),
  times: split("lundi mardi mercredi jeudi vendredi samedi dimanche hier aujourd'hui demain"),
  abbreviations: split('m mm mme mlle dr me st ste etc'),
  hearers: split('journalistes'),
  women:
    split(`marie anne sophie claire julie camille céline nathalie isabelle catherine françoise sylvie valérie martine christine émilie
    élodie aurélie sandrine hélène charlotte pauline alice manon léa chloé laure brigitte monique jeanne lucie mathilde`),
  men: split(`jean pierre michel philippe alain nicolas christophe patrick laurent françois éric stéphane olivier david thomas julien antoine
    paul louis jacques bernard gérard daniel marc frédéric sébastien vincent guillaume alexandre maxime bruno emmanuel hugo lucas`),
  elision: /^(?:[ldnsjcmt]|qu|lorsqu|puisqu|jusqu|quelqu)['’](?=[\p{L}«“"])/iu,
  enclitic: /-(?:t-)?(?:ils?|elles?|on|je)(?![\p{L}-])/u,
  hasDashes: true,
};
