/// A colour profile that a JPEG carries in numbered parts (ICC.1:2022, B.4).
struct JPEGProfileParts {
  private static let mark = Array("ICC_PROFILE\0".utf8)
  /// What a segment has room for beside the mark and two numbers.
  private static let partBytes = 65_533 - mark.count - 2

  private var parts: [UInt8: ArraySlice<UInt8>] = [:]
  private var count: UInt8 = 0
  private var isBroken = false

  mutating func add(_ content: ArraySlice<UInt8>) {
    guard content.starts(with: Self.mark), content.count >= Self.mark.count + 2 else { return }
    let numbers = content.dropFirst(Self.mark.count)
    let number = numbers[numbers.startIndex]
    let total = numbers[numbers.startIndex + 1]
    if parts.isEmpty { count = total }
    guard number > 0, number <= total, total == count, parts[number] == nil else {
      isBroken = true
      return
    }
    parts[number] = numbers.dropFirst(2)
  }

  /// The segments of the profile with nothing but colours; none if parts of it are missing.
  var cleaned: [[UInt8]] {
    guard !isBroken, count > 0, parts.count == Int(count) else { return [] }
    let joined = parts.sorted { $0.key < $1.key }.flatMap(\.value)
    guard let profile = ICCProfile(joined)?.bytes else { return [] }
    let starts = Array(stride(from: 0, to: profile.count, by: Self.partBytes))
    return starts.enumerated().map { index, start in
      let end = min(start + Self.partBytes, profile.count)
      return Self.mark + [UInt8(index + 1), UInt8(starts.count)] + profile[start..<end]
    }
  }
}
