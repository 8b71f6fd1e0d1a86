/** Words that people build passwords from, as breached lists show them; also by the keys of a Korean keyboard. */
const WORDS =
  `password passwd pass passw0rd p@ssword p@ssw0rd pa55word admin administrator root superuser sysadmin manager
master guest user test tester testing demo default changeme change secret letmein welcome login access system server
database oracle postgres mysql cisco ubnt support service backup monitor operator office company business computer
internet network security samsung google naver daum kakao facebook instagram twitter youtube apple iphone android windows
microsoft linux ubuntu qwerty qwer qwert qwertyu qwertyui qwertyuiop asdf asdfg asdfgh asdfghjk asdfghjkl zxcv zxcvb
zxcvbn zxcvbnm qazwsx qazwsxedc wsxedc 1q2w3e 1q2w3e4r 1q2w3e4r5t 1qaz 1qaz2wsx 1qaz2wsx3edc zaq1 zaq12wsx zaq1xsw2 q1w2e3
q1w2e3r4 q1w2e3r4t5 a1b2c3 a1b2c3d4 abc abcd abcde abcdef abcdefg abcdefgh abcd1234 abc123 aaa aaaa bbbb zzzz xxx iloveyou
ilove loveyou love lovely lover sunshine princess prince angel baby babygirl babyboy flower rose butterfly cookie sweet
sweetie honey chocolate banana apple orange cherry peaches strawberry football baseball basketball soccer hockey tennis
golf golfer liverpool arsenal chelsea manchester barcelona realmadrid juventus yankees lakers cowboys steelers eagles
ranger rangers redsox dragon monkey tiger lion bear wolf eagle falcon panther jaguar shadow phoenix hunter killer ninja
warrior knight samurai pirate wizard magic merlin gandalf starwars startrek matrix superman batman spiderman ironman
pokemon pikachu naruto mario zelda minecraft fortnite roblox michael jordan jennifer jessica ashley amanda nicole michelle
daniel david andrew joshua robert thomas charlie george matthew anthony william richard jonathan christian christopher
alexander samantha elizabeth victoria stephanie patricia katherine nicholas benjamin patrick maggie buster bailey ginger
pepper summer winter spring autumn january february march april june july august september october november december
monday tuesday wednesday thursday friday saturday sunday freedom forever family friends friend happy smile hello hello123
whatever nothing anything something trustno1 starlight diamond silver golden money dollar bitcoin lucky lucky7 blessed
jesus jesuschrist christ church heaven faith hope grace peace mustang corvette porsche ferrari mercedes toyota honda
yamaha harley camaro subaru nissan hyundai genesis computer1 internet1 america london england france germany canada
australia brazil mexico italy spain china japan korea seoul busan incheon daegu gwangju daejeon ulsan sejong gangnam
hankook minkuk daehan corea hangul kimchi samsung1 hyundai1 lgtwins kiatigers doosan lotte hanwha ssglanders
rkskek qlalfqjsgh qlalf dlatl tkfkd tkfkdgo tkfkdgody gksrmf gksrnr eogksalsrnr dkssud dkssudgktpdy wjdqh rhksflwk
dlatlqjsgh tkdydwk ghkdlxld aksen tjdnf qntks xptmxm tkatjd dlstk ghltk wjsghk zhfldk rnrdj rlacl cnrrn didn dmlwls
madang hanbit provider tenant ticket pharmacy pharm ilshin hospital clinic doctor nurse library school teacher student
univ university college factory`.split(/\s+/);

/** What is put behind (or before) such a word to please a rule. */
const TAILS = new Set(
  `1 2 3 7 9 11 12 13 21 22 23 69 77 88 99 00 01 07 10 123 321 111 222 333 000 007 777 666 888 999 100 101 1234 4321 1111
12345 54321 123456 654321 1234567 12345678 123456789 1234567890 ! !! !!! !1 1! 12! 123! 1234! 12345! !@ !@# !@#$ !@#$% @ @1 @12
@123 @1234 # #1 * ** . .. ? ~ ~! 1@ 12@ 123@ 1234@ 1q2w3e 1q2w3e4r qwer qwer1234 asdf asdf1234 abc abc123 a a1 aa x xx z`.split(
    /\s+/,
  ),
);
const YEAR = /^[!@#._-]?(19[4-9]\d|20[0-4]\d)[!@#.*~?]{0,2}$/;
const SERIES = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertyuiop[]',
  'asdfghjkl;',
  'zxcvbnm,./',
  '1qaz2wsx3edc4rfv5tgb',
  '!@#$%^&*()_+',
];
const words = new Set(WORDS);

/**
 * Whether a password is one that guessers try first: a usual word alone or with a usual tail or year, letters swapped
 * for look-alikes, a run of keys or characters, or the same few characters again and again. `personal` are words that
 * belong to the account, such as its login.
 */
export const isCommonPassword = (password: string, personal: readonly string[] = []): boolean => {
  const plain = password.normalize('NFKC').toLowerCase();
  const own = personal.flatMap((word) => [word, ...word.split(/[^a-z0-9]+/i)]).filter((word) => word.length >= 3);
  return isRepetition(plain) || isRun(plain) || isUsualWord(plain, new Set(own.map((word) => word.toLowerCase())));
};

const isRepetition = (text: string): boolean => /^(.{1,4})\1+$/u.test(text) || new Set(text).size <= 2;

const isRun = (text: string): boolean =>
  SERIES.some((series) => series.includes(text) || series.includes([...text].reverse().join('')));

const isUsualWord = (text: string, own: ReadonlySet<string>): boolean => {
  const isWord = (part: string): boolean => words.has(part) || own.has(part) || words.has(unswapped(part));
  if (isWord(text)) return true;
  for (let at = 1; at < text.length; at++) {
    const [head, tail] = [text.slice(0, at), text.slice(at)];
    if (isWord(head) && (isTail(tail) || isWord(tail))) return true;
    if (isTail(head) && isWord(tail)) return true;
  }
  return false;
};

const isTail = (text: string): boolean => TAILS.has(text) || YEAR.test(text) || /^(\d)\1*$/.test(text);

const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};
const unswapped = (text: string): string => [...text].map((letter) => LOOK_ALIKES[letter] ?? letter).join('');
