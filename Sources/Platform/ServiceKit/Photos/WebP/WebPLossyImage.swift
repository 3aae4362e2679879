/// A lossy image (VP8 key frame, RFC 6386): follows its codes to where each of its parts ends, so
/// that what stands behind them can go.
struct WebPLossyImage {
  let width: Int
  let height: Int
  private let head: ArraySlice<UInt8>
  private let body: ArraySlice<UInt8>
  private let firstBytes: Int

  /// 9.1: a frame's tag, start code and size.
  init(_ content: ArraySlice<UInt8>) throws(PhotoFault) {
    var reader = PhotoReader(content)
    let tag = try reader.littleEndian(3)
    guard tag & 1 == 0, tag >> 4 & 1 == 1, try reader.bigEndian(3) == 0x9D012A else {
      throw .broken("has no key frame")
    }
    width = try reader.littleEndian(2) & 0x3FFF
    height = try reader.littleEndian(2) & 0x3FFF
    head = content.prefix(10)
    body = content.dropFirst(10)
    firstBytes = tag >> 5
    guard firstBytes <= body.count else { throw .truncated }
  }

  /// The image without what no decoder reads.
  func cleaned() throws(PhotoFault) -> [UInt8] {
    let result: Result<[UInt8], PhotoFault> = body.withUnsafeBufferPointer { bytes in
      Result { () throws(PhotoFault) in
        var frame = WebPLossyFrame(
          UnsafeBufferPointer(rebasing: bytes[..<firstBytes]), width: width, height: height)
        let parts = try self.parts(bytes, count: frame.partCount)
        let used = try frame.read(parts)
        return assembled(bytes, first: frame.usedBytes, parts, used)
      }
    }
    return try result.get()
  }

  /// 9.5: the lengths of all parts but the last, then the parts.
  private func parts(
    _ bytes: UnsafeBufferPointer<UInt8>, count: Int
  ) throws(PhotoFault) -> [UnsafeBufferPointer<UInt8>] {
    var start = firstBytes + 3 * (count - 1)
    guard start < bytes.count else { throw .truncated }
    return (0..<count).map { index in
      let place = firstBytes + 3 * index
      let length =
        index == count - 1
        ? bytes.count
        : Int(bytes[place]) | Int(bytes[place + 1]) << 8 | Int(bytes[place + 2]) << 16
      let end = min(start + length, bytes.count)
      defer { start = end }
      return UnsafeBufferPointer(rebasing: bytes[start..<end])
    }
  }

  private func assembled(
    _ bytes: UnsafeBufferPointer<UInt8>, first: Int, _ parts: [UnsafeBufferPointer<UInt8>],
    _ used: [Int]
  ) -> [UInt8] {
    var kept: [UInt8] = []
    kept.append(littleEndian: Int(head[head.startIndex] & 0x1F) | first << 5, count: 3)
    kept += head.dropFirst(3)
    kept += bytes[..<first]
    for length in used.dropLast() { kept.append(littleEndian: length, count: 3) }
    for (part, length) in zip(parts, used) { kept += part[..<length] }
    return kept
  }
}
