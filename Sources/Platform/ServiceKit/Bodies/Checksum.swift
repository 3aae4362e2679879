import CZlib

/// The checksums of PNG chunks and zlib streams.
enum Checksum {
  /// ISO 3309.
  static func crc32(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.withUnsafeBufferPointer { Int(CZlib.crc32(0, $0.baseAddress, UInt32($0.count))) }
  }

  /// RFC 1950, 9.
  static func adler32(_ bytes: [UInt8]) -> Int {
    bytes.withUnsafeBufferPointer { Int(CZlib.adler32(1, $0.baseAddress, UInt32($0.count))) }
  }
}
