import Contracts

/// Why nobody is signed in.
enum SignInFault: Error, Hashable {
  /// The attempt is not known, too old, used, or another browser's.
  case over(String)
  /// The provider has said no.
  case refused(Refusal)
  /// What the provider has sent does not prove who came.
  case unproven(String)
  /// It is proven who came, and that is nobody here.
  case notRegistered(Stranger)
  case providerAway(String)

  /// By the provider's error (RFC 6749, 4.1.2.1).
  enum Refusal: String, Hashable {
    /// They changed their mind.
    case denied = "access_denied"
    case other
  }

  /// As counted.
  var outcome: String {
    switch self {
    case .over: "over"
    case .refused(.denied): "denied"
    case .refused(.other): "refused"
    case .unproven: "unproven"
    case .notRegistered: "not_registered"
    case .providerAway: "provider_away"
    }
  }
}

/// Somebody whom a provider knows and who is nobody here.
struct Stranger: Hashable {
  /// Which text says why.
  enum Reason: String, CaseIterable, Sendable {
    /// The provider gives them no role here.
    case role = "role"
    /// It does not say which of ours they are.
    case claim = "claim"
    case noEmail = "no_email"
    case unverified = "unverified"
    /// Nobody here has that address.
    case nobody = "nobody"
    /// Several have it.
    case several = "several"
    case inactive = "inactive"
  }

  let provider: ExactText
  let reason: Reason
  /// For their own eyes, and no log.
  let address: String?
}
