import { describe, expect, it } from 'vitest';
import { labelNames } from './label-rules.ts';

describe('label rules', () => {
  it('lower-cases, also beyond ASCII', () => {
    expect(labelNames('URGENT')).toEqual(['urgent']);
    expect(labelNames('ÜBERSICHT')).toEqual(['übersicht']);
  });

  it('splits at blanks and commas without a word', () => {
    expect(labelNames('Runbook Two')).toEqual(['runbook', 'two']);
    expect(labelNames('a,b c')).toEqual(['a', 'b', 'c']);
  });

  it.each([...'!#&()*.:;<>?@[]^\t'])('refuses %j', (sign) => {
    expect(() => labelNames(`a${sign}b`)).toThrow('label.contains.invalid.chars');
  });

  it('takes slashes, quotes, signs and emoji', () => {
    expect(labelNames('a/b"c\'d+e_f-g🙂')).toEqual(['a/b"c\'d+e_f-g🙂']);
  });

  it('refuses more than 255 UTF-16 units, and nothing at all', () => {
    expect(labelNames('x'.repeat(255))).toHaveLength(1);
    expect(() => labelNames('x'.repeat(256))).toThrow('label.name.is.too.long');
    expect(() => labelNames(' ,')).toThrow('Could not parse Labels');
  });
});
