import Contracts
import ServiceKit

/// What a relying party asks for when it sends somebody (RFC 6749, 4.1.1; RFC 7636, 4.3; OpenID
/// Connect Core 1.0, 3.1.2.1).
struct AuthorizationRequest: Sendable {
  /// As it came, for the page's forms to carry.
  let query: String
  let redirect: String
  let state: String?
  let nonce: String?
  /// What the verifier's digest has to be.
  let challenge: ExactText
  let language: Language?

  /// Why somebody is led back at once.
  struct Refusal: Error {
    let location: String
  }

  /// - Throws: a 400 problem for who would be led elsewhere than back to the client, `Refusal` for
  ///   what the client has to mend. What else is asked for is not looked at, as the standard says.
  init(_ query: String, for client: LocalClient, issuer: String) throws {
    let form = QueryForm(query: query)
    let isKnown = form.sent("client_id").map { ExactText($0) } == ExactText(client.id)
    let redirect = form.sent("redirect_uri") ?? ""
    guard isKnown, ExactText(redirect) == ExactText(client.callback) else {
      throw Problem.malformed("client_id and redirect_uri must be those of \(client.site).")
    }
    self.query = query
    self.redirect = redirect
    state = form.sent("state")
    nonce = form.sent("nonce")
    language =
      (form.sent("ui_locales") ?? "").split(separator: " ").lazy
      .compactMap { Language(rawValue: String($0.prefix(2))) }.first
    let isForCode = form.sent("response_type") == "code"
    let isOpenID = form.sent("scope")?.split(separator: " ").contains("openid") ?? false
    guard isForCode, isOpenID, form.sent("code_challenge_method") == "S256",
      let challenge = form.sent("code_challenge")
    else {
      let answer = [("error", "invalid_request"), ("state", state ?? ""), ("iss", issuer)]
      throw Refusal(location: redirect + queryString(answer))
    }
    self.challenge = ExactText(challenge)
  }

  /// Where somebody is led back to, with the code (RFC 6749, 4.1.2; RFC 9207).
  func answer(_ code: String, issuer: String) -> String {
    let state = state.map { [("state", $0)] } ?? []
    return redirect + queryString([("code", code)] + state + [("iss", issuer)])
  }
}
