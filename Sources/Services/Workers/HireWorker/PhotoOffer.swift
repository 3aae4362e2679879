import Contracts
import FoundationEssentials

/// Where a photo is got without a token, and until when.
struct PhotoOffer: Hashable, Sendable {
  /// From the root of the service `applicants`, with its query.
  let path: String
  let until: Date

  /// - Returns: nil for what is no path below that root, and for one that does not say its end in
  ///   seconds since 1970, as `expires`.
  init?(_ photo: ApplicantAccepted.Photo) {
    // Behind an address, anything else might go on with its host.
    guard photo.path.utf8.first == UInt8(ascii: "/"),
      let items = URLComponents(string: photo.path)?.queryItems,
      let expiry = items.first(where: { $0.name == "expires" })?.value.flatMap({ UInt32($0) })
    else { return nil }
    path = photo.path
    until = Date(timeIntervalSince1970: TimeInterval(expiry))
  }
}
