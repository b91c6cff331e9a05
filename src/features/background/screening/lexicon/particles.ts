/** Articles, prepositions and words for son or daughter between names: written or left out at will. */
export const PARTICLES = new Set(
  `al el ul ur ar az as an ad at ash bin ben ibn bint bent beni ould wa ud ut e i y
  de da do dos das del della di du des le la les los las lo den der dem van von zu zur ter ten te
  af av the of and und et for`.split(/\s+/),
);
