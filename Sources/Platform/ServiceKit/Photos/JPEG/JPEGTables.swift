/// The tables of a JPEG, by number (ITU-T T.81, B.2.4).
struct JPEGTables {
  enum Kind: UInt8, CaseIterable {
    case dc = 0x00
    case ac = 0x10
  }

  /// In the order of their bytes, 64 of one byte or of two.
  var quantisation: [[UInt8]?] = Array(repeating: nil, count: 4)
  private var dc: [JPEGHuffmanTable?] = Array(repeating: nil, count: 4)
  private var ac: [JPEGHuffmanTable?] = Array(repeating: nil, count: 4)
  /// 0: there are no restarts.
  var restartInterval = 0

  subscript(kind: Kind) -> [JPEGHuffmanTable?] {
    get { kind == .dc ? dc : ac }
    set { if kind == .dc { dc = newValue } else { ac = newValue } }
  }

  mutating func readQuantisation(_ content: ArraySlice<UInt8>) throws(PhotoFault) {
    var reader = PhotoReader(content)
    while !reader.isAtEnd {
      let head = try reader.byte()
      guard head >> 4 <= 1, head & 15 < 4 else { throw .broken("has an impossible table") }
      quantisation[Int(head & 15)] = Array(try reader.take(head >> 4 == 1 ? 128 : 64))
    }
  }

  mutating func readHuffman(_ content: ArraySlice<UInt8>) throws(PhotoFault) {
    var reader = PhotoReader(content)
    while !reader.isAtEnd {
      let head = try reader.byte()
      guard let kind = Kind(rawValue: head & 0xF0), head & 15 < 4 else {
        throw .broken("has an impossible table")
      }
      let counts = Array(try reader.take(16))
      let sum = counts.reduce(0) { $0 + Int($1) }
      guard sum <= 256 else { throw .broken("has an impossible table") }
      self[kind][Int(head & 15)] = JPEGHuffmanTable(
        counts: counts, values: Array(try reader.take(sum)))
    }
  }

  mutating func readRestartInterval(_ content: ArraySlice<UInt8>) throws(PhotoFault) {
    guard content.count == 2 else { throw .broken("has a segment of impossible length") }
    var reader = PhotoReader(content)
    restartInterval = try reader.bigEndian(2)
  }

  /// By number, those that the scan needs.
  ///
  /// A sequential picture may lack the tables that motion pictures and webcams leave out, since
  /// they are always the same (K.3).
  func decoders(
    for scan: JPEGScan, _ kind: Kind
  ) throws(PhotoFault) -> [JPEGHuffmanDecoder?] {
    var decoders = [JPEGHuffmanDecoder?](repeating: nil, count: 4)
    guard kind == .dc ? scan.needsDCTables : scan.needsACTables else { return decoders }
    for member in scan.members {
      let number = kind == .dc ? member.dcTable : member.acTable
      let standard =
        scan.isProgressive || number > 1 ? nil : JPEGHuffmanTable.standard(kind, number)
      guard let table = self[kind][number] ?? standard,
        kind == .ac || table.values.allSatisfy({ $0 < 16 }), let decoder = table.decoder()
      else { throw .broken("lacks a table that it needs") }
      decoders[number] = decoder
    }
    return decoders
  }
}
