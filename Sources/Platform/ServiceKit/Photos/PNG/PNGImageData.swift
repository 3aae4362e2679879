/// The zlib stream in a PNG's IDAT chunks.
struct PNGImageData {
  let chunks: [ArraySlice<UInt8>]
  /// How many bytes the picture's rows have.
  let imageBytes: Int

  /// The stream without what stands behind it. One that holds more than the rows, or is damaged
  /// behind them, is packed anew.
  func cleaned() throws(PhotoFault) -> [UInt8] {
    let inflater = Inflater(.zlib)
    var found = 0
    var unused = 0
    do {
      for piece in pieces {
        guard !inflater.hasEnded else {
          unused += piece.count
          continue
        }
        inflater.feed(piece)
        while found <= imageBytes, case let count = try inflater.next().count, count > 0 {
          found += count
        }
        if found > imageBytes { break }
        if inflater.hasEnded { unused += inflater.unused }
      }
    } catch {
      guard found >= imageBytes else { throw .broken("has broken image data") }
    }
    guard found >= imageBytes else { throw .truncated }
    guard found == imageBytes, inflater.hasEnded else { return try repacked() }
    var stream: [UInt8] = []
    for chunk in chunks { stream += chunk }
    stream.removeLast(unused)
    return stream
  }

  private func repacked() throws(PhotoFault) -> [UInt8] {
    let inflater = Inflater(.zlib)
    let deflater = Deflater()
    var missing = imageBytes
    for piece in pieces where missing > 0 {
      inflater.feed(piece)
      do {
        while missing > 0,
          case let rows = try inflater.next(most: min(missing, Inflater.pieceBytes)),
          !rows.isEmpty
        {
          missing -= rows.count
          deflater.add(rows)
        }
      } catch {
        throw .broken("has broken image data")
      }
    }
    return deflater.finish()
  }

  private var pieces: [ArraySlice<UInt8>] {
    chunks.flatMap { chunk in
      stride(from: chunk.startIndex, to: chunk.endIndex, by: Inflater.pieceBytes).map {
        chunk[$0..<min($0 + Inflater.pieceBytes, chunk.endIndex)]
      }
    }
  }
}
