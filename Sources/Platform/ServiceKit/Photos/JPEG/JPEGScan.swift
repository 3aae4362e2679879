/// The header of a scan (ITU-T T.81, B.2.3 and G.1.1.1).
struct JPEGScan {
  struct Member {
    /// Which of the frame's components.
    let component: Int
    var dcTable: Int
    var acTable: Int
  }

  var members: [Member]
  var first: Int
  var last: Int
  /// The lowest bit that earlier scans told, and the lowest that this one does.
  var high: Int
  var low: Int
  let isProgressive: Bool

  var isDC: Bool { isProgressive && first == 0 }
  var isRefinement: Bool { high > 0 }
  var needsDCTables: Bool { !isProgressive || (isDC && !isRefinement) }
  var needsACTables: Bool { !isProgressive || !isDC }

  init(_ content: ArraySlice<UInt8>, of frame: JPEGFrame) throws(PhotoFault) {
    isProgressive = frame.isProgressive
    var header = PhotoReader(content)
    let count = Int(try header.byte())
    guard (1...4).contains(count), header.remaining == count * 2 + 3 else {
      throw .broken("has an impossible scan")
    }
    members = []
    for _ in 0..<count {
      let id = try header.byte()
      let tables = Int(try header.byte())
      let used = members.map(\.component)
      guard
        let component = frame.components.indices.first(where: {
          frame.components[$0].id == id && !used.contains($0)
        }), tables >> 4 < 4, tables & 15 < 4
      else { throw .broken("has a scan of colours that it does not have") }
      members.append(Member(component: component, dcTable: tables >> 4, acTable: tables & 15))
    }
    first = Int(try header.byte())
    last = Int(try header.byte())
    let bits = Int(try header.byte())
    high = bits >> 4
    low = bits & 15
    let blocks = members.map {
      frame.components[$0.component].horizontal * frame.components[$0.component].vertical
    }
    guard count == 1 || blocks.reduce(0, +) <= 10 else { throw .broken("has an impossible scan") }
    try check()
  }

  /// What a sequential picture says of its one scan does not matter; libjpeg does not look at it.
  private mutating func check() throws(PhotoFault) {
    guard isProgressive else {
      (first, last, high, low) = (0, 63, 0, 0)
      return
    }
    let isBand = first == 0 ? last == 0 : first <= last && last < 64 && members.count == 1
    guard isBand, low <= 13, high == 0 || low == high - 1 else {
      throw .broken("has an impossible scan")
    }
  }

  /// How many blocks the scan tells something of.
  func blocks(of frame: JPEGFrame) -> Int {
    let components = members.map { frame.components[$0.component] }
    guard components.count > 1 else { return components[0].width * components[0].height }
    return frame.unitsWide * frame.unitsHigh
      * components.reduce(0) { $0 + $1.horizontal * $1.vertical }
  }

  /// The segment, without what this kind of scan does not need.
  func content(of frame: JPEGFrame) -> [UInt8] {
    var bytes = [UInt8(members.count)]
    for member in members {
      let dc = needsDCTables ? member.dcTable : 0
      let ac = needsACTables ? member.acTable : 0
      bytes += [frame.components[member.component].id, UInt8(dc << 4 | ac)]
    }
    return bytes + [UInt8(first), UInt8(last), UInt8(high << 4 | low)]
  }
}
