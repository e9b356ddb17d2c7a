import { inspect } from 'node:util';
import { Secret } from '../../shared/secret.ts';

describe('Secret', () => {
  const secret = new Secret('hunter2-ü');

  test('does not show its value by any usual way of printing', () => {
    const shown = [
      `${secret}`,
      String(secret),
      JSON.stringify({ secret }),
      inspect({ secret }, { depth: 9, showHidden: true }),
    ];
    for (const text of shown) {
      expect(text).toContain('[secret]');
      expect(text).not.toContain('hunter2');
    }
  });

  test('reveals its value when asked, and counts UTF-8 bytes', () => {
    expect(secret.reveal()).toBe('hunter2-ü');
    expect(secret.byteLength).toBe(10);
  });
});
