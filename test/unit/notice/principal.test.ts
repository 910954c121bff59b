import { principalIn } from '../../../shared/notice/principal';

describe('for whom a letter says it is sent', () => {
  it.each([
    ['I write on behalf of Fjord Post AS about an article.', 'Fjord Post AS'],
    ['We are authorised to represent our client, Fjord Post AS, in this.', 'Fjord Post AS'],
    ['I am an Authorized Representative of Gazette.', 'Gazette'],
    ['I am authorised to act on Gazette’s behalf.', 'Gazette'],
    ['acting for Harbour and Sons Ltd. in all matters', 'Harbour and Sons Ltd'],
    ['as agent for the rights holders listed below', undefined],
    ['I am authorized to act on behalf of the owner of an exclusive right.', undefined],
    ['on behalf of\nFjord Post AS', 'Fjord Post AS'],
    ['On behalf of The Rights Holders', undefined],
    ['', undefined],
  ])('%s', (text, name) => {
    expect(principalIn(text)).toBe(name);
  });
});
