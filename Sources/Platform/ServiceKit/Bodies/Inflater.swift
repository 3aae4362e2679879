import CZlib

/// Unpacks a zlib or gzip stream piece by piece, holding no more than one piece.
final class Inflater {
  enum Format: Int32 {
    case zlib = 15
    /// RFC 1952; one file may follow another.
    case gzip = 31
  }

  /// The bytes are no such stream.
  struct Broken: Error {}

  private let stream: UnsafeMutablePointer<z_stream>
  private let format: Format
  private var input: [UInt8] = []
  /// How much of `input` is used up.
  private var used = 0
  private var output = [UInt8](repeating: 0, count: pieceBytes)
  private(set) var hasEnded = false
  /// Whether a stream has begun and not ended.
  private(set) var isWithin = false

  static let pieceBytes = 64 * 1024

  init(_ format: Format) {
    self.format = format
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // It fails for want of memory only; then so does the first `inflate`.
    _ = mcf_inflate_begin(stream, format.rawValue)
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Bytes that were given and belong to no stream.
  var unused: Int { input.count - used }

  /// Gives it what comes next.
  func feed(_ bytes: some Collection<UInt8>) {
    input = used < input.count ? Array(input[used...]) + Array(bytes) : Array(bytes)
    used = 0
  }

  /// What comes next unpacked.
  ///
  /// - Parameter most: how many bytes at most, no more than `pieceBytes`.
  /// - Returns: nothing: the input is used up, or the stream has ended.
  func next(most: Int = pieceBytes) throws(Broken) -> ArraySlice<UInt8> {
    while !hasEnded || format == .gzip, used < input.count || isWithin {
      let (status, count) = inflate(most: most)
      switch status {
      case Z_STREAM_END:
        isWithin = false
        hasEnded = true
        if format == .gzip { inflateReset(stream) }
      case Z_OK: isWithin = true
      case Z_BUF_ERROR: return output.prefix(count)
      // What came before the fault is good.
      default: guard count > 0 else { throw Broken() }
      }
      if count > 0 { return output.prefix(count) }
    }
    return []
  }

  private func inflate(most: Int) -> (status: Int32, count: Int) {
    let status = output.withUnsafeMutableBufferPointer { output in
      input.withUnsafeMutableBufferPointer { input in
        stream.pointee.next_in = input.baseAddress.map { $0 + used }
        stream.pointee.avail_in = UInt32(input.count - used)
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = UInt32(most)
        return CZlib.inflate(stream, Z_NO_FLUSH)
      }
    }
    used = input.count - Int(stream.pointee.avail_in)
    return (status, most - Int(stream.pointee.avail_out))
  }
}
