/// A real picture: 8 by 8 pixels of one grey, baseline JPEG (ITU-T T.81), written by hand.
public enum SampleJPEG {
  /// - Parameters:
  ///   - shade: 0 to 127; each is another picture.
  ///   - comment: goes into a COM segment, as metadata that must not survive; at most 253 bytes.
  /// - Returns: the picture's bytes.
  public static func bytes(_ shade: UInt8, comment: String? = nil) -> [UInt8] {
    var jpeg: [UInt8] = [0xFF, 0xD8]
    if let comment {
      let text = Array(comment.utf8)
      jpeg += [0xFF, 0xFE, 0, UInt8(text.count + 2)] + text
    }
    // quantisation table 0: all ones
    jpeg += [0xFF, 0xDB, 0, 67, 0] + [UInt8](repeating: 1, count: 64)
    // frame: 8 bits, 8 × 8, one component
    jpeg += [0xFF, 0xC0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0]
    // Huffman tables: the code 0 stands for "8 bits follow" (DC) and for "end of block" (AC)
    jpeg += [0xFF, 0xC4, 0, 20, 0x00, 1] + [UInt8](repeating: 0, count: 15) + [8]
    jpeg += [0xFF, 0xC4, 0, 20, 0x10, 1] + [UInt8](repeating: 0, count: 15) + [0]
    // scan: 0, eight bits of grey, 0, filled up with ones
    let grey = 0x80 | shade
    jpeg += [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0]
    jpeg += [grey >> 1, (grey & 1) << 7 | 0x3F]
    return jpeg + [0xFF, 0xD9]
  }
}
