import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMultipart, textOfPart } from './multipart.ts';

const type = 'multipart/form-data; boundary=edge';

function form(...parts: [headers: string, body: Uint8Array | string][]): Buffer {
  const written = parts.flatMap(([headers, body]) => [`--edge\r\n${headers}\r\n\r\n`, body, '\r\n']);
  return Buffer.concat([...written, '--edge--\r\n'].map((piece) => Buffer.from(piece as string)));
}

describe('multipart', () => {
  it('gives back any bytes, also line ends and what looks like an edge', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 3 }), (files) => {
        const headers = 'Content-Disposition: form-data; name="file"; filename="a.bin"';
        const body = form(...files.map((bytes): [string, Uint8Array] => [headers, bytes]));
        expect(readMultipart(type, body).map((part) => [...part.bytes])).toEqual(
          files.map((bytes) => [...bytes]),
        );
      }),
    );
    const tricky = Buffer.from('a\r\n--edg\r\n\r\n--\r\nb');
    const [part] = readMultipart(type, form(['Content-Disposition: form-data; name="file"', tricky]));
    expect(part?.bytes.equals(tricky)).toBe(true);
  });

  it.each([
    ['filename="Größe.png"', 'Größe.png'],
    ['filename="a%22b.txt"', 'a"b.txt'],
    ['filename="a\\"b.txt"', 'a"b.txt'],
    ['filename=plain.txt', 'plain.txt'],
    ['filename="x"; filename*=UTF-8\'\'Gr%C3%B6%C3%9Fe.png', 'Größe.png'],
  ])('reads the name in %s', (written, name) => {
    const [part] = readMultipart(type, form([`Content-Disposition: form-data; name="file"; ${written}`, '']));
    expect(part?.fileName).toBe(name);
  });

  it('reads text as Latin-1 unless it says UTF-8', () => {
    const disposition = 'Content-Disposition: form-data; name="comment"';
    const [plain, marked] = readMultipart(
      type,
      form([disposition, 'é'], [`${disposition}\r\nContent-Type: text/plain; charset=utf-8`, 'é']),
    );
    expect(plain && textOfPart(plain)).toBe('Ã©');
    expect(marked && textOfPart(marked)).toBe('é');
  });

  it('refuses what is no form, or ends too early', () => {
    expect(() => readMultipart('application/json', Buffer.from('{}'))).toThrow('multipart/form-data');
    const whole = form(['Content-Disposition: form-data; name="file"', 'x']);
    expect(() => readMultipart(type, whole.subarray(0, -6))).toThrow('ends too early');
  });
});
