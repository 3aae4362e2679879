/// The rows in a PNG's IDAT chunks (zlib, RFC 1950).
struct PNGImageData {
  let chunks: [ArraySlice<UInt8>]
  /// How many bytes the picture's rows have.
  let imageBytes: Int

  /// The rows packed anew, so that nothing of the upload's own bits leaves: empty blocks, what fills
  /// up their bytes, and the choice of codes have room for more than the rows. What stands behind the
  /// rows is not even read.
  ///
  /// - Parameter clean: is given the rows piece by piece, and says what is packed.
  func repacked(
    _ clean: (ArraySlice<UInt8>) throws(PhotoFault) -> [UInt8]
  ) throws(PhotoFault) -> [UInt8] {
    let inflater = Inflater(.zlib)
    let deflater = Deflater()
    var missing = imageBytes
    for piece in pieces where missing > 0 && !inflater.hasEnded {
      inflater.feed(piece)
      while missing > 0, let rows = try rows(inflater, most: missing) {
        try PhotoCleaner.checkCancellation()
        missing -= rows.count
        deflater.add(try clean(rows)[...])
        guard deflater.output.count <= maxBytes else {
          throw .unsupported("is packed in a way that no encoder uses")
        }
      }
    }
    guard missing == 0 else { throw .truncated }
    return deflater.finish()
  }

  /// Encoders that try for hours save a tenth; what zlib makes so much longer was made to fill the
  /// memory.
  private var maxBytes: Int {
    chunks.reduce(Inflater.pieceBytes) { $0 + $1.count + $1.count / 4 }
  }

  /// nil: there are no more in what was fed.
  private func rows(
    _ inflater: Inflater, most: Int
  ) throws(PhotoFault) -> ArraySlice<UInt8>? {
    do {
      let rows = try inflater.next(most: min(most, Inflater.pieceBytes))
      return rows.isEmpty ? nil : rows
    } catch {
      throw .broken("has broken image data")
    }
  }

  private var pieces: [ArraySlice<UInt8>] {
    chunks.flatMap { chunk in
      stride(from: chunk.startIndex, to: chunk.endIndex, by: Inflater.pieceBytes).map {
        chunk[$0..<min($0 + Inflater.pieceBytes, chunk.endIndex)]
      }
    }
  }
}
