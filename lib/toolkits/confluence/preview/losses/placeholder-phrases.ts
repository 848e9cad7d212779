/** One of several. */
const any = (...options: string[]) => `(?:${options.join('|')})`;
const maybe = (part: string) => `(?:${part} )?`;

const NOUNS = any(
  '(?:page|body|document) (?:content|text|body)',
  'contents?',
  'page',
  'document',
  'doc',
  'text',
  'body',
  'article',
  'post',
  'material',
  '(?:sub)?sections?',
  'paragraphs?',
  'parts?',
  'macros?',
  'tables?',
  'rows?',
  'items?',
  'lists?',
  'entries',
  'code',
  'file',
  'lines?',
);
const WHOSE = any('the', 'this', 'your', 'my', 'our');
const WHICH = any(
  'other',
  'remaining',
  'existing',
  'previous',
  'original',
  'current',
  'prior',
  'earlier',
  'old',
);

const english = {
  subject: any(
    `${maybe(WHOSE)}(?:rest|remainder)(?: of ${maybe(WHOSE)}${maybe(WHICH)}${NOUNS})?`,
    `(?:all )?${maybe(any('of', 'of the'))}${maybe(WHOSE)}${WHICH} ${NOUNS}`,
    'everything else',
    'all else',
  ),
  noun: NOUNS,
  state: `(?:${any('is', 'are', 'was', 'were', 'remains?', 'stays?', 'should', 'be', 'will', 'to be', 'left', 'kept', 'goes', 'go', 'has been', 'have been', 'continues')} )*${any('unchanged', 'unmodified', 'untouched', 'unaltered', 'intact', '(?:exactly )?the same(?: as before)?', 'same as before', 'as[ -]is', 'as before', 'as it (?:is|was)', 'as they (?:are|were)', 'omitted', 'truncated', 'elided', 'skipped', 'snipped', 'not shown', 'here', 'below', 'kept', 'preserved', 'retained', 'continues')}(?: (?:here|below|as before|for (?:brevity|clarity|now|space)))?`,
  keep: any(
    'keep',
    'leave',
    'preserve',
    'retain',
    'insert',
    'paste',
    'include',
    'copy',
    'put',
    'add',
    'restore',
  ),
  word: any(
    'unchanged',
    'unmodified',
    'omitted',
    'truncated',
    'elided',
    'snip',
    'snipped',
    'no changes?',
    '(?:same )?as before',
    'continues as before',
    'rest',
    'etc',
  ),
};

const NOUNS_DE = any(
  'inhalte?',
  'seiteninhalt',
  'texte?',
  'seite',
  'abschnitte?',
  'teile?',
  'absätze?',
  'tabellen?',
  'zeilen?',
  'listen?',
  'code',
);
const german = {
  subject: any(
    `(?:(?:der|den|dem) )?rest(?: (?:der|des|vom) (?:seite|dokument(?:e?s)?|inhalt(?:e?s)?|text(?:e?s)?|artikels|abschnitts|liste|tabelle))?`,
    `(?:(?:der|die|das|den|alle) )?${any('restliche', 'übrige', 'bestehende', 'bisherige', 'vorhandene', 'ursprüngliche', 'weitere')}[rsnm]? ${NOUNS_DE}`,
    'alles (?:andere|übrige|weitere)',
  ),
  noun: NOUNS_DE,
  state: `(?:${any('ist', 'sind', 'bleibt', 'bleiben', 'wird', 'werden', 'wurde', 'hier')} )*${any('unverändert', 'gleich', 'identisch', 'wie (?:bisher|zuvor|vorher|gehabt|oben)', 'so', 'bestehen', 'erhalten', 'hier', 'ausgelassen', 'weggelassen', 'gekürzt', 'beibehalten', 'übernommen', 'behalten', 'einfügen', 'übernehmen', 'lassen')}`,
  keep: any('bitte', 'hier', 'behalte', 'belasse'),
  word: any(
    'unverändert',
    'ausgelassen',
    'weggelassen',
    'gekürzt',
    'wie (?:bisher|zuvor|vorher|gehabt)',
    'rest',
  ),
};

const french = {
  subject: any(
    '(?:le )?reste(?: (?:de la page|du (?:document|contenu|texte)))?',
    '(?:le )?contenu (?:existant|restant|original|précédent)',
  ),
  noun: any('contenu', 'texte', 'sections?'),
  state: `(?:${any('reste', 'est', 'demeure')} )*${any('inchangée?s?', 'identique', 'tel quel', 'omise?s?', 'ici', 'comme avant')}`,
  keep: any('garder', 'conserver', 'insérer'),
  word: any('inchangée?s?', 'omise?s?', 'tronquée?s?'),
};

const spanish = {
  subject: any(
    '(?:el )?resto(?: (?:de la página|del (?:documento|contenido|texto)))?',
    '(?:el )?contenido (?:existente|restante|original|anterior)',
  ),
  noun: any('contenido', 'texto', 'secciones', 'sección'),
  state: `(?:${any('permanece', 'queda', 'sigue', 'está', 'se mantiene', 'es')} )*${any('sin cambios', 'igual', 'inalterado', 'omitido', 'aquí', 'como antes')}`,
  keep: any('mantener', 'conservar', 'insertar'),
  word: any('sin cambios', 'omitido', 'truncado'),
};

const languages = [english, german, french, spanish];
const whole = (...options: string[]) => new RegExp(`^${any(...options)}$`, 'u');

/** Says by itself that text is left out: “the rest of the page remains unchanged”, “keep the existing content”. */
export const SAYS_LEFT_OUT = whole(
  ...languages.flatMap(({ subject, state, keep }) => [
    `${subject} ${state}`,
    `(?:please )?${keep} ${subject}(?: ${state})?`,
  ]),
  `${any('your', 'page', 'actual', 'full', 'complete', 'new')} ${any('content', 'text')} ${maybe(any('goes', 'comes', 'is'))}here`,
);

/** The same where it stands apart as a remark: “(content omitted)”. */
export const SAYS_LEFT_OUT_ASIDE = whole(...languages.map(({ noun, state }) => `${noun} ${state}`));

/** Names what is left out, or says no more than that: “[existing content]”, “… unchanged …”. Honest text may say so too. */
export const MAY_STAND_FOR_TEXT = whole(
  ...languages.flatMap(({ subject, word }) => [subject, word]),
  `(?:and )?\\d+ more ${NOUNS}`,
);

/** In a comment of the source, a word of these is enough: nobody reads it, so nothing else is meant by it. */
export const IN_COMMENT =
  /\.{3}|…|\b(?:unchanged|unmodified|existing|rest|remainder|remaining|omitted|truncated|as before|keep|placeholder|same|original|previous|todo|goes here|content here|unverändert\w*|restlich\w*|bestehend\w*|bisherig\w*|übrig\w*|ausgelassen|gekürzt|wie bisher|inchangé\w*|reste|sin cambios|resto)(?!\p{L})/iu;
