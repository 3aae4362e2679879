/// Follows the codes of one scan, as a decoder does, to find what of its bytes they are.
///
/// Nothing is decoded: only where codes end is of interest, and for refinements which coefficients
/// are not zero (ITU-T T.81, F.2 and G.2). Where data is damaged or missing it does what libjpeg
/// does, so that what any decoder would make of it stays.
struct JPEGScanReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let scan: JPEGScan
  private let restartInterval: Int
  private var frame: JPEGFrame
  private var dcDecoders: [JPEGHuffmanDecoder?]
  private var acDecoders: [JPEGHuffmanDecoder?]
  private var bits: JPEGBitReader
  /// Where the present segment begins.
  private var start: Int
  /// Blocks for which nothing more is said.
  private var emptyBlocks = 0
  /// The scan as it is kept.
  private var kept: [UInt8] = []

  /// What became of a scan.
  struct Outcome {
    var frame: JPEGFrame
    var data: [UInt8]
    /// What follows it.
    var position: Int
    var dcDecoders: [JPEGHuffmanDecoder?]
    var acDecoders: [JPEGHuffmanDecoder?]
  }

  /// - Parameters:
  ///   - position: of the first byte after the header.
  ///   - tables: by number, those that the scan needs.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>, at position: Int, _ scan: JPEGScan, of frame: JPEGFrame,
    restartInterval: Int, dcDecoders: [JPEGHuffmanDecoder?], acDecoders: [JPEGHuffmanDecoder?]
  ) {
    self.bytes = bytes
    self.scan = scan
    self.frame = frame
    self.restartInterval = restartInterval
    self.dcDecoders = dcDecoders
    self.acDecoders = acDecoders
    start = position
    bits = JPEGBitReader(bytes, at: position)
  }

  mutating func read() throws(PhotoFault) -> Outcome {
    let isAlone = scan.members.count == 1
    let component = frame.components[scan.members[0].component]
    let width = isAlone ? component.width : frame.unitsWide
    let height = isAlone ? component.height : frame.unitsHigh
    var restarts = 0
    var isWhole = true
    for unit in 0..<width * height {
      if unit % width == 0 { try PhotoCleaner.checkCancellation() }
      if restartInterval > 0, unit > 0, unit % restartInterval == 0 {
        try restart(restarts & 7)
        restarts += 1
      }
      if bits.isShort { continue }
      if isAlone {
        block(scan.members[0], unit / width * component.stride + unit % width)
      } else {
        interleaved(row: unit / width, column: unit % width)
      }
      if bits.isShort {
        isWhole = false
        if restartInterval == 0 { break }
      }
    }
    try keepSegment()
    if isWhole { noteKnown() }
    return Outcome(
      frame: frame, data: kept, position: bits.position, dcDecoders: dcDecoders,
      acDecoders: acDecoders)
  }

  private mutating func noteKnown() {
    for member in scan.members {
      for coefficient in scan.first...scan.last {
        frame.components[member.component].known[coefficient] = scan.low
      }
    }
  }

  private mutating func interleaved(row: Int, column: Int) {
    for member in scan.members {
      let component = frame.components[member.component]
      let corner =
        row * component.vertical * component.stride + column * component.horizontal
      for down in 0..<component.vertical {
        for right in 0..<component.horizontal {
          block(member, corner + down * component.stride + right)
        }
      }
    }
  }

  private mutating func block(_ member: JPEGScan.Member, _ place: Int) {
    if !scan.isProgressive {
      sequential(member)
    } else if scan.isDC {
      if scan.isRefinement {
        bits.skip(1)
      } else if let length = dcDecoders[member.dcTable]?.next(&bits) {
        bits.skip(length)
      }
    } else if scan.isRefinement {
      refine(member, place)
    } else {
      band(member, place)
    }
  }

  private mutating func sequential(_ member: JPEGScan.Member) {
    guard let length = dcDecoders[member.dcTable]?.next(&bits) else { return }
    bits.skip(length)
    var index = 1
    while index < 64, let code = acDecoders[member.acTable]?.next(&bits) {
      let length = code & 15
      if length > 0 {
        bits.skip(length)
      } else if code != 0xF0 {
        return
      }
      index += code >> 4 + 1
    }
  }

  private mutating func band(_ member: JPEGScan.Member, _ place: Int) {
    if emptyBlocks > 0 {
      emptyBlocks -= 1
      return
    }
    var index = scan.first
    var isNonzero: UInt64 = 0
    while index <= scan.last, let code = acDecoders[member.acTable]?.next(&bits) {
      let run = code >> 4
      if code & 15 > 0 {
        bits.skip(code & 15)
        index += run
        isNonzero |= 1 << UInt64(min(index, 63))
      } else if run == 15 {
        index += run
      } else {
        emptyBlocks = 1 << run + bits.take(run) - 1
        break
      }
      index += 1
    }
    frame.components[member.component].isNonzero[place] |= isNonzero
  }

  /// G.1.2.3: a bit for each coefficient that is not zero, between those that become it.
  private mutating func refine(_ member: JPEGScan.Member, _ place: Int) {
    let before = frame.components[member.component].isNonzero[place]
    var isNonzero = before
    var index = scan.first
    while emptyBlocks == 0, index <= scan.last,
      let code = acDecoders[member.acTable]?.next(&bits)
    {
      var run = code >> 4
      if code & 15 > 0 {
        bits.skip(1)
      } else if run < 15 {
        emptyBlocks = 1 << run + bits.take(run)
        break
      }
      while index <= scan.last {
        if before >> UInt64(index) & 1 == 1 {
          bits.skip(1)
        } else {
          if run == 0 { break }
          run -= 1
        }
        index += 1
      }
      if code & 15 > 0 { isNonzero |= 1 << UInt64(min(index, 63)) }
      index += 1
    }
    if emptyBlocks > 0 {
      emptyBlocks -= 1
      let rest =
        before >> UInt64(index) & (scan.last < 63 ? 1 << UInt64(scan.last + 1 - index) - 1 : .max)
      for _ in 0..<rest.nonzeroBitCount { bits.skip(1) }
    }
    frame.components[member.component].isNonzero[place] = isNonzero
  }

  /// Keeps what was read of the segment; what else stands in it goes.
  private mutating func keepSegment() throws(PhotoFault) {
    guard !(bits.isShort && bits.isAtEnd) else { throw .truncated }
    var position = start
    for _ in 0..<bits.readBytes {
      kept.append(bytes[position])
      if bytes[position] == 0xFF {
        kept.append(0)
        while bytes[position] != 0 { position += 1 }
      }
      position += 1
    }
    fillLastByte()
  }

  /// What is left of a byte is filled up with ones (F.1.2.3).
  private mutating func fillLastByte() {
    guard bits.spareBits > 0, var last = kept.popLast() else { return }
    if last == 0, kept.last == 0xFF, let stuffed = kept.popLast() { last = stuffed }
    last |= 1 << UInt8(bits.spareBits) - 1
    kept.append(last)
    if last == 0xFF { kept.append(0) }
  }

  /// Goes on behind the restart marker that is due, or where libjpeg would
  /// (`jpeg_resync_to_restart`).
  private mutating func restart(_ due: Int) throws(PhotoFault) {
    try keepSegment()
    kept += [0xFF, 0xD0 + UInt8(due)]
    var position = bits.position
    while true {
      while position + 1 < bytes.count,
        bytes[position] != 0xFF || bytes[position + 1] == 0 || bytes[position + 1] == 0xFF
      { position += 1 }
      guard position + 1 < bytes.count else { throw .truncated }
      let marker = bytes[position + 1]
      let ahead = (Int(marker) - 0xD0 - due) & 7
      let isRestart = (0xD0...0xD7).contains(marker)
      // One of the next two, or the scan's end: this segment is missing.
      if marker >= 0xC0, !isRestart || ahead == 1 || ahead == 2 { break }
      position += 2
      // The one that is due, or one so far away that it may be taken for it.
      if isRestart, ahead < 6 { break }
    }
    start = position
    bits = JPEGBitReader(bytes, at: position)
    emptyBlocks = 0
  }
}
