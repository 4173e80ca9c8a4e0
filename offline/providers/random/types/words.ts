/** Words that go before an animal. */
export const adjectives = split(`
  able bold brave bright calm clean clear clever cool curious deep eager early exact fair fast
  fine firm fond free fresh gentle glad good grand happy honest keen kind large light lively
  loyal lucky mellow neat noble patient polite proud quick quiet ready sharp smart solid
  steady swift warm wise
`);

/** Animals, the last word of a name. */
export const animals = split(`
  ant badger bat bear beaver bee bison cat crane crow deer dog dolphin dove duck eagle elk
  falcon ferret finch fox frog goat goose hare hawk heron horse ibex jay koala lark lemur lion
  lynx marten mole moose mouse otter owl panda puffin raven robin seal stork swan tiger wolf
`);

function split(words: string): string[] {
  return words.trim().split(/\s+/);
}
