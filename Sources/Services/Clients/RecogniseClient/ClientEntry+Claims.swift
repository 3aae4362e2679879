import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit

extension ClientEntry {
  /// Who a token says its bearer is.
  ///
  /// - Throws: a 403 problem that names the claims which are missing or unusable.
  init(claimsOf caller: Caller, id: UUID) throws {
    let claims = try Form(
      .object([
        .init("sub", .string(caller.subject.text)),
        .init("given_name", caller.givenName.map(JSONValue.string) ?? .null),
        .init("family_name", caller.familyName.map(JSONValue.string) ?? .null),
        .init("email", caller.email.map(JSONValue.string) ?? .null),
      ]))
    self.id = id
    externalID = claims.exactText("sub", Self.externalIDLength)
    details = ClientDetails(
      firstName: claims.text("given_name", ClientDetails.nameLength),
      lastName: claims.text("family_name", ClientDetails.nameLength),
      email: claims.email(),
      phone: Self.usablePhone(caller.phone))
    // Every service looks the client up by the subject as it stands.
    if externalID != caller.subject, !externalID.text.isEmpty {
      claims.mistake(in: "sub", .blanksAround)
    }
    do {
      try claims.finish()
    } catch let problem as Problem {
      throw Problem.claimsMissing(problem.errors)
    }
  }

  /// A telephone number is optional, so one that we cannot use keeps nobody out.
  private static func usablePhone(_ claim: String?) -> String? {
    guard let claim, let claims = try? Form(.object([.init("phone_number", .string(claim))]))
    else { return nil }
    let phone = claims.optionalPhone("phone_number")
    return (try? claims.finish()) == nil ? nil : phone
  }
}

extension Problem {
  /// 403: the token is good, but says too little of its bearer to register anybody.
  static func claimsMissing(_ mistakes: [Mistake]) -> Problem {
    let names = mistakes.map { $0.pointer.dropFirst() }.joined(separator: ", ")
    return Problem(
      .forbidden, "claims-missing", title: "The token says too little to register you",
      detail: "Missing or unusable claims of the token: \(names). Sign in with a token that has "
        + "them, or wait until Happy Cat Box has sent your record.",
      errors: mistakes)
  }
}

extension MistakeReason {
  fileprivate static let blanksAround = Self(
    code: "blanks-around", "must have no blanks around it")
}
