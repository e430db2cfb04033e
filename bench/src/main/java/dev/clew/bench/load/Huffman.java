package dev.clew.bench.load;

import java.io.IOException;

/// The Huffman code of RFC 7541, appendix B. It is canonical: codes of one length follow each other
/// in the order of their symbols, so the lengths alone define it.
final class Huffman {
  private static final int SHORTEST = 5;
  private static final int LONGEST = 30;
  private static final int END_OF_TEXT = 256;

  /// Length of the code of each symbol, `A` for 5 bits.
  private static final String LENGTHS =
      "ISXXXXXXXTZXXZXXXXXXXXZXXXXXXXXXBFFHIBDGFFDGDBBBAAABBBBBBBCDKBHF"
          + "IBCCCCCCCCCCCCCCCCCCCCCCDCDIOIJBKABABABBBACCBBBABCBAABCCCCCKGJIX"
          + "PRPPRRRSRSSSSSTSTTRSTSSSSQRSRSSTRQPRRSSQSRRTQRSSQQRQSRSSPRRRSRSS"
          + "VVPORSRUVVVWWVTUOQVWWVWTQQVVXWWWPTPQRQQSRRUUTTVSVWVVWWWWWXWWWWWV"
          + "Z";

  private static final int[] FIRST_CODE = new int[LONGEST + 1];
  private static final int[] FIRST_INDEX = new int[LONGEST + 2];
  private static final int[] SYMBOLS = new int[LENGTHS.length()];

  static {
    int code = 0;
    int index = 0;
    for (int length = SHORTEST; length <= LONGEST; length++) {
      code <<= 1;
      FIRST_CODE[length] = code;
      FIRST_INDEX[length] = index;
      for (int symbol = 0; symbol < LENGTHS.length(); symbol++) {
        if (LENGTHS.charAt(symbol) - 'A' + SHORTEST == length) {
          SYMBOLS[index++] = symbol;
          code++;
        }
      }
    }
    FIRST_INDEX[LONGEST + 1] = index;
  }

  private Huffman() {}

  static String decode(byte[] source, int offset, int length) throws IOException {
    StringBuilder text = new StringBuilder();
    int code = 0;
    int bits = 0;
    for (int bit = 0; bit < length * 8; bit++) {
      code = code << 1 | (source[offset + bit / 8] >> (7 - bit % 8) & 1);
      bits++;
      int symbol = symbol(code, bits);
      if (symbol == END_OF_TEXT || bits > LONGEST) {
        throw new IOException("broken Huffman text");
      }
      if (symbol >= 0) {
        text.append((char) symbol);
        code = 0;
        bits = 0;
      }
    }
    return text.toString();
  }

  /// The symbol with this code; -1 if the code is not complete.
  private static int symbol(int code, int bits) {
    if (bits < SHORTEST || bits > LONGEST) {
      return -1;
    }
    int index = FIRST_INDEX[bits] + code - FIRST_CODE[bits];
    return code >= FIRST_CODE[bits] && index < FIRST_INDEX[bits + 1] ? SYMBOLS[index] : -1;
  }
}
