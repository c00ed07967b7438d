import { hasTrigram, wordsOf } from './search-words';

it.each([
  ['acme vpn', ['acme', 'vpn']],
  ['vpn  acme\u00a0vpn\n', ['acme', 'vpn']],
  ['-------- ab abc', ['abc', '--------', 'ab']],
  ['fw 10.0.0.1', ['10.0.0.1', 'fw']],
  ['日本語 a', ['日本語', 'a']],
  [' \t ', []],
])('the words of %j are %j', (search, words) => expect(wordsOf(search)).toEqual(words));

it.each([
  ['abc', true],
  ['ab', false],
  ['a-', false],
  ['a-b', true],
  ['ab-', true],
  ['%é1x%', true],
])('%s has a trigram: %p', (word, expected) => expect(hasTrigram(word)).toBe(expected));
