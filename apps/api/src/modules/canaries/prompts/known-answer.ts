import type { Draw } from './draw.ts';
import { CITIES, NAMES, NOUNS, THINGS, TRADES } from './words.ts';

/** A question with one right answer. */
export interface KnownAnswer {
  content: string;
  isRight(answer: string): boolean;
  /** Parameters of the question besides. */
  parameters?: Record<string, unknown>;
}

type Make = (draw: Draw, isEasy: boolean) => KnownAnswer;

/** The number stands in the answer, by itself; numbers of a calculation may stand before it. */
const endsWithNumber = (right: number) => (answer: string) => {
  const numbers = answer.replaceAll(/(\d)[ ,](?=\d{3}\b)/g, '$1').match(/-?\d+(?:\.\d+)?/g) ?? [];
  return Number(numbers.at(-1)) === right;
};
const holdsWord = (right: string) => (answer: string) =>
  answer
    .toLowerCase()
    .split(/[^\p{L}\p{N}-]+/u)
    .includes(right.toLowerCase());

const arithmetic: Make = (draw, isEasy) => {
  const most = isEasy ? 20 : 90;
  const [a, b, c] = [draw.number(11, most), draw.number(2, isEasy ? 5 : 9), draw.number(3, isEasy ? 9 : 15)];
  const [name, thing] = [draw.one(NAMES), draw.one(THINGS)];
  return draw.one<KnownAnswer>([
    {
      content: `${name} has ${a} ${thing} and buys ${b} boxes of ${c} more. How many ${thing} does ${name} have now? Answer with the number only.`,
      isRight: endsWithNumber(a + b * c),
    },
    {
      content: `What is ${a} plus ${b * c}? Only the number, please.`,
      isRight: endsWithNumber(a + b * c),
    },
    {
      content: `There were ${a + b + c} ${thing} on the shelf. ${name} took ${b}, then ${c} more. How many are left? Just the number.`,
      isRight: endsWithNumber(a),
    },
  ]);
};

const transform: Make = (draw) => {
  const words = draw.some(NOUNS, 4);
  const [first = 'lamp', second = 'door'] = words;
  const turned = [...first].reverse().join('');
  return draw.one<KnownAnswer>([
    {
      content: `Put these words in alphabetical order and tell me only the first of them: ${words.join(', ')}.`,
      isRight: holdsWord(words.toSorted()[0] ?? ''),
    },
    {
      content: `Take the first letter of each word and write them together: ${words.join(' ')}. Nothing else.`,
      isRight: holdsWord(words.map((word) => word[0]).join('')),
    },
    { content: `Spell the word "${first}" backwards. Only the result.`, isRight: holdsWord(turned) },
    {
      content: `How many letters does the word "${second}" have? Only the number.`,
      isRight: endsWithNumber(second.length),
    },
  ]);
};

const fact: Make = (draw, isEasy) => {
  const names = draw.some(NAMES, isEasy ? 3 : 6);
  const [cities, trades] = [draw.some(CITIES, names.length), draw.some(TRADES, names.length)];
  const lines = names.map((name, at) => `${name} lives in ${cities[at]} and is a ${trades[at]}.`);
  const asked = draw.number(0, names.length - 1);
  const [name, city, trade] = [names[asked] ?? '', cities[asked] ?? '', trades[asked] ?? ''];
  const asks = draw.one<[string, string]>([
    [`Where does the ${trade} live? One word.`, city],
    [`Who lives in ${city}? Only the name.`, name],
    [`What is ${name}'s job? One word.`, trade],
  ]);
  return { content: `${lines.join(' ')} ${asks[0]}`, isRight: holdsWord(asks[1]) };
};

const format: Make = (draw) => {
  const [name, city, age] = [draw.one(NAMES), draw.one(CITIES), draw.number(21, 79)];
  const [first, second] = draw.one<[string, string]>([
    ['name', 'age'],
    ['person', 'years'],
    ['who', 'age'],
  ]);
  return {
    content: `${name} from ${city} is ${age} years old. Write this as a JSON object with the members "${first}" and "${second}" and no other text.`,
    isRight: (answer) => {
      const said = jsonIn(answer);
      return said !== null && String(said[first]) === name && Number(said[second]) === age;
    },
  };
};

/** The object in an answer, within a code block or not. */
function jsonIn(answer: string): Record<string, unknown> | null {
  try {
    const said: unknown = JSON.parse(answer.slice(answer.indexOf('{'), answer.lastIndexOf('}') + 1));
    return typeof said === 'object' && said !== null ? { ...said } : null;
  } catch {
    return null;
  }
}

export const KNOWN_ANSWERS = { arithmetic, transform, fact, format } satisfies Record<string, Make>;
