/// What a tag of a colour profile says (ICC.1:2022, 10), reduced to the bytes that it is read from.
enum ICCElement {
  /// - Returns: nil for an element that is broken, or of a type that no colour is computed from.
  static func cleaned(_ element: ArraySlice<UInt8>) -> [UInt8]? {
    let bytes = Array(element)
    guard let ranges = try? addressed(bytes[...]), let end = ranges.map(\.upperBound).max(),
      end <= bytes.count
    else { return nil }
    var kept = [UInt8](repeating: 0, count: end)
    for range in ranges { kept.replaceSubrange(range, with: bytes[range]) }
    return kept
  }

  /// Where the element is read, from its start; what lies between is reserved, or nothing.
  private static func addressed(_ bytes: ArraySlice<UInt8>) throws(PhotoFault) -> [Range<Int>]? {
    var reader = PhotoReader(bytes)
    let type = String(decoding: try reader.take(4), as: UTF8.self)
    _ = try reader.take(4)
    switch type {
    case "XYZ ": return [0..<4, 8..<20]
    case "sf32": return [0..<4, 8..<8 + 9 * 4]
    case "cicp": return [0..<4, 8..<12]
    case "curv": return [0..<4, 8..<12 + 2 * (try reader.bigEndian(4))]
    case "para":
      let parameters = [1, 3, 4, 5, 7]
      let function = try reader.bigEndian(2)
      guard parameters.indices.contains(function) else { return nil }
      return [0..<4, 8..<10, 12..<12 + 4 * parameters[function]]
    case "mft1", "mft2": return try table(isWide: type == "mft2", &reader)
    case "mAB ": return try parts(of: bytes, isToConnection: true, &reader)
    case "mBA ": return try parts(of: bytes, isToConnection: false, &reader)
    default: return nil
    }
  }

  /// 10.10 and 10.11: a matrix, curves in, a table, curves out.
  private static func table(
    isWide: Bool, _ reader: inout PhotoReader
  ) throws(PhotoFault) -> [Range<Int>]? {
    guard let (inputs, outputs) = try channels(&reader) else { return nil }
    let points = Int(try reader.byte())
    _ = try reader.take(1 + 36)
    let entries = isWide ? (try reader.bigEndian(2), try reader.bigEndian(2)) : (256, 256)
    let grid = (0..<inputs).reduce(1) { size, _ in size * points }
    let count = inputs * entries.0 + grid * outputs + outputs * entries.1
    return [0..<4, 8..<11, 12..<(isWide ? 52 + 2 * count : 48 + count)]
  }

  /// 10.12 and 10.13: curves, a matrix, curves, a table and curves, each at an offset of its own, or
  /// not there.
  private static func parts(
    of bytes: ArraySlice<UInt8>, isToConnection: Bool, _ reader: inout PhotoReader
  ) throws(PhotoFault) -> [Range<Int>]? {
    guard let (inputs, outputs) = try channels(&reader) else { return nil }
    _ = try reader.take(2)
    var offsets: [Int] = []
    for _ in 0..<5 { offsets.append(try reader.bigEndian(4)) }
    guard offsets.allSatisfy({ $0 == 0 || $0 >= 32 }) else { return nil }
    let (near, far) = isToConnection ? (outputs, inputs) : (inputs, outputs)
    guard let first = try curves(near, at: offsets[0], of: bytes),
      let middle = try curves(near, at: offsets[2], of: bytes),
      let last = try curves(far, at: offsets[4], of: bytes),
      let grid = try grid(inputs, outputs, at: offsets[3], of: bytes)
    else { return nil }
    let matrix = offsets[1] == 0 ? [] : [offsets[1]..<offsets[1] + 12 * 4]
    return [0..<4, 8..<10, 12..<32] + first + matrix + middle + grid + last
  }

  private static func channels(
    _ reader: inout PhotoReader
  ) throws(PhotoFault) -> (inputs: Int, outputs: Int)? {
    let inputs = Int(try reader.byte())
    let outputs = Int(try reader.byte())
    return (1...4).contains(inputs) && (1...4).contains(outputs) ? (inputs, outputs) : nil
  }

  /// One after the other, each beginning at a multiple of four.
  private static func curves(
    _ count: Int, at offset: Int, of bytes: ArraySlice<UInt8>
  ) throws(PhotoFault) -> [Range<Int>]? {
    guard offset > 0 else { return [] }
    var ranges: [Range<Int>] = []
    var start = offset
    for _ in 0..<count {
      let curve = bytes.dropFirst(start)
      guard curve.starts(with: "curv".utf8) || curve.starts(with: "para".utf8),
        let found = try addressed(curve)
      else { return nil }
      ranges += found.map { $0.lowerBound + start..<$0.upperBound + start }
      start = ((ranges.map(\.upperBound).max() ?? start) + 3) / 4 * 4
    }
    return ranges
  }

  /// How many points in each direction, how many bytes a value, and the values.
  private static func grid(
    _ inputs: Int, _ outputs: Int, at offset: Int, of bytes: ArraySlice<UInt8>
  ) throws(PhotoFault) -> [Range<Int>]? {
    guard offset > 0 else { return [] }
    var reader = PhotoReader(bytes.dropFirst(offset))
    let points = try reader.take(16).prefix(inputs)
    let valueBytes = Int(try reader.byte())
    guard (1...2).contains(valueBytes) else { return nil }
    let size = points.reduce(outputs * valueBytes) { $0 * Int($1) }
    return [offset..<offset + inputs, offset + 16..<offset + 17, offset + 20..<offset + 20 + size]
  }
}
