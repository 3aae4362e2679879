import Contracts
import FoundationEssentials
import ServiceKit
import TestSupport
import Testing

@testable import Accounts

/// Signed by openssl, with a key that is nobody's.
@Suite("ID tokens that RSA keys have signed")
struct RSATokenTests {
  private static let modulus = """
    uPgpKg8Kg321sUsglSMRvOU8plKpcl0q-41xyJySWQkZ1sWXQJdkSVr6XxH4gB_gEoq6vvvIxikYtXyQ9TTSLhom\
    TgHZEVGHt1eKNsXpCE-zuZvUxg9Any04vtoCqFHvpaOUyZGZ7SmVsl80_mtnwc7o3CFu8y0TlboK4P5EBpVxHSfX\
    RQMOfsl9Ws2uixlNYAEUPPBpa7VEijgD_2VCXYLwoEdz79FguhUXK666Uta-Rarks5LH2_bXJw9bCwid_hP2JuJj\
    ShXdJgrPv67vPsy6W35XcxIm4tOA0JdewIl--JTb3gi9_bmqyOgF-hvIrJc7W45TBl7yS0R4Xyw9gQ
    """

  static let tokens = [
    "PS256": """
    eyJhbGciOiJQUzI1NiIsImtpZCI6InJzYSJ9.eyJzdWIiOiJ1In0.tZoWZJuVWRrQ0urHD2cd3jQoKNtBprmsabB\
    NyoJJ9fWaVd9tTw2VhkGpQVBiiOkChhLfXFIeSYgswYZQ9Sfd5RJPbEwCCzKU9z018-B1xlz0wt8LEnodTy4EiVC\
    -j4SmT2NgA6UFS1k2Pd6XTWZhLCbRYmzN3K2_km3AQL8ytsrGvARxzt-UiGWLNnoHV9-K1hHmLVGv5IKmHEOdOpI\
    j3aGA_MkQBfUaqLAn44LJxKfnjpkEaUDDqUif2JejAURj_c0PNYm8adTyGZpt2NQJNAjeiEABoV3VYaw4WhuhBC7\
    h-e2kevXOVvMNfFi5YfTMIgnjCeRIIPDF4rhrS_fYZg
    """,
    "RS256": """
    eyJhbGciOiJSUzI1NiIsImtpZCI6InJzYSJ9.eyJzdWIiOiJ1In0.IIDwh8h8xvBJezyTXoDIuCLH_ZCdpe6xvfF\
    bjyjE2U-2AWPMWBhK42ISaaPY_rj-BkEkyXDc5Va2E5gCKdER6ddCSqU3TY4jnDI_UqlWLBiELTUItFJ5cnezB53\
    -L4i5YsufHIfvATC7TjFSyS5CXkiJ1-vED_2s9OaEyx5TqW8rPtfoGGF5z36GquM1gdOqxaLVpqM-1MZKoO0rdcF\
    12qSCBlZ_lJAptQ-4bHJaCQ2bBHFyB5h3lQjp2KInAZz2LzpNHYY2m0vFMoW3L_s8ppBz0EPxtzldbkaJBK5U6xm\
    UHPu26HpxvnNjLhIAC_32BoQHhPKt4yj5QIIsvNwg6g
    """,
  ]

  @Test("PS256 and RS256 are believed; a signature of the one is none of the other")
  func signed() async throws {
    let set = #"{"keys":[{"kty":"RSA","kid":"rsa","e":"AQAB","n":"\#(Self.modulus)"}]}"#
    let keys = ProviderKeys(
      issuer: "https://id.example", source: FixedKeySource(set), logger: .silent)
    for (algorithm, token) in Self.tokens {
      let proven = try await keys.claims(of: token, .identity)
      #expect(proven.algorithm == algorithm && proven.claims["sub"] == "u")
      let other = try #require(Self.tokens.first { $0.key != algorithm }).value
      let signature = try #require(other.split(separator: ".").last)
      let signed = token.split(separator: ".").prefix(2).joined(separator: ".")
      let forged = "\(signed).\(signature)"
      await #expect(throws: ProviderKeys.Failure.self, "\(algorithm)") {
        try await keys.claims(of: forged, .identity)
      }
    }
  }
}
