/// A JPEG's size and components (ITU-T T.81, B.2.2), and what its scans have told of them.
struct JPEGFrame {
  struct Component {
    let id: UInt8
    let horizontal: Int
    let vertical: Int
    let quantisation: Int
    /// In blocks of 8 × 8: what a scan of this component alone has.
    var width = 0
    var height = 0
    /// The same, filled up to whole units of a scan of several.
    var stride = 0
    var rows = 0
    /// By coefficient: the lowest bit that is known; nil: none.
    var known = [Int?](repeating: nil, count: 64)
    /// A progressive one's blocks, a bit for each coefficient that is not zero.
    var isNonzero: [UInt64] = []
  }

  let marker: UInt8
  let width: Int
  let height: Int
  var components: [Component]
  /// Of a scan of several components, in its units.
  let unitsWide: Int
  let unitsHigh: Int

  /// Of all components.
  var blocks: Int { components.reduce(0) { $0 + $1.stride * $1.rows } }
  var isProgressive: Bool { marker == 0xC2 }
  /// Whether nothing of the picture is missing.
  var isComplete: Bool { components.allSatisfy { $0.known.allSatisfy { $0 == 0 } } }

  init(_ marker: UInt8, _ content: ArraySlice<UInt8>) throws(PhotoFault) {
    self.marker = marker
    var header = PhotoReader(content)
    let precision = try header.byte()
    height = try header.bigEndian(2)
    width = try header.bigEndian(2)
    try PhotoCleaner.checkSize(width, height)
    guard precision == 8 else {
      throw .unsupported("has \(precision) bits a colour, which browsers do not show")
    }
    let count = Int(try header.byte())
    guard [1, 3, 4].contains(count), header.remaining == count * 3 else {
      throw .broken("has an impossible number of colours")
    }
    components = []
    for _ in 0..<count {
      let id = try header.byte()
      let sampling = Int(try header.byte())
      let component = Component(
        id: id, horizontal: sampling >> 4, vertical: sampling & 15,
        quantisation: Int(try header.byte()))
      guard (1...4).contains(component.horizontal), (1...4).contains(component.vertical),
        component.quantisation < 4
      else { throw .broken("has impossible colours") }
      components.append(component)
    }
    let horizontal = components.map(\.horizontal).max() ?? 1
    let vertical = components.map(\.vertical).max() ?? 1
    unitsWide = Self.quotient(width, 8 * horizontal)
    unitsHigh = Self.quotient(height, 8 * vertical)
    for index in components.indices {
      let component = components[index]
      components[index].width =
        Self.quotient(width * component.horizontal, 8 * horizontal)
      components[index].height = Self.quotient(height * component.vertical, 8 * vertical)
      components[index].stride = unitsWide * component.horizontal
      components[index].rows = unitsHigh * component.vertical
      if isProgressive {
        components[index].isNonzero = Array(
          repeating: 0, count: components[index].stride * components[index].rows)
      }
    }
  }

  /// The segment, as it came.
  var content: [UInt8] {
    var bytes: [UInt8] = [8]
    bytes.append(bigEndian: height, count: 2)
    bytes.append(bigEndian: width, count: 2)
    bytes.append(UInt8(components.count))
    for component in components {
      bytes += [
        component.id, UInt8(component.horizontal << 4 | component.vertical),
        UInt8(component.quantisation),
      ]
    }
    return bytes
  }

  /// Rounded up.
  private static func quotient(_ number: Int, _ divisor: Int) -> Int {
    (number + divisor - 1) / divisor
  }
}
