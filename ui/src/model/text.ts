/** Text that may come from an attacker, in pieces that are safe and honest to show. */

export interface Piece {
  readonly text: string;
  /** Whether the piece stands for a character that cannot be seen. */
  readonly isEscape: boolean;
}

/** Control, format, bidirectional, line and paragraph separators, unpaired surrogates, odd spaces. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\u115f\u1160\u3164\uffa0\u00a0\u2000-\u200a\u202f\u205f\u3000]/u;
const NAMES: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\0", "\x1b": "\\e" };

/** Splits a text so that each unseen character stands as an escape of its own. */
export function pieces(text: string): Piece[] {
  const result: Piece[] = [];
  let plain = "";
  for (const character of text) {
    if (UNSEEN.test(character)) {
      if (plain) result.push({ text: plain, isEscape: false });
      plain = "";
      result.push({ text: escape(character), isEscape: true });
    } else {
      plain += character;
    }
  }
  if (plain) result.push({ text: plain, isEscape: false });
  return result;
}

function escape(character: string): string {
  return NAMES[character] ?? `\\u{${character.codePointAt(0)!.toString(16)}}`;
}

/** One line with unseen characters as escapes: for canvas, titles and labels. */
export function visible(text: string, max = 200): string {
  const cut = cutTo(text, max);
  const shown = pieces(cut.shown).map((piece) => piece.text).join("");
  return cut.left > 0 ? `${shown}…` : shown;
}

export interface Cut {
  readonly shown: string;
  /** Characters that are not shown. */
  readonly left: number;
}

/** The start of a text; never half a character. */
export function cutTo(text: string, max: number): Cut {
  if (text.length <= max) return { shown: text, left: 0 };
  const code = text.charCodeAt(max - 1);
  const end = code >= 0xd800 && code < 0xdc00 ? max - 1 : max;
  return { shown: text.slice(0, end), left: text.length - end };
}
