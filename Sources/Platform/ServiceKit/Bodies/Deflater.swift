import CZlib

/// Packs bytes into a zlib stream (RFC 1950).
final class Deflater {
  private let stream: UnsafeMutablePointer<z_stream>
  private(set) var output: [UInt8] = []

  init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    _ = mcf_deflate_begin(stream, Z_DEFAULT_COMPRESSION)
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  func add(_ bytes: ArraySlice<UInt8>) { run(Array(bytes), Z_NO_FLUSH) }

  /// The whole stream.
  func finish() -> [UInt8] {
    run([], Z_FINISH)
    return output
  }

  private func run(_ bytes: [UInt8], _ flush: Int32) {
    var bytes = bytes
    bytes.withUnsafeMutableBufferPointer { bytes in
      stream.pointee.next_in = bytes.baseAddress
      stream.pointee.avail_in = UInt32(bytes.count)
      var piece = [UInt8](repeating: 0, count: Inflater.pieceBytes)
      repeat {
        piece.withUnsafeMutableBufferPointer { piece in
          stream.pointee.next_out = piece.baseAddress
          stream.pointee.avail_out = UInt32(piece.count)
          _ = deflate(stream, flush)
        }
        output += piece.prefix(piece.count - Int(stream.pointee.avail_out))
      } while stream.pointee.avail_out == 0
    }
  }
}
