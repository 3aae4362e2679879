import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

// What becomes of a browser that comes back from a provider.
extension AccountsModule {
  /// `GET /sign-in/callback`, and `/sign-in/{provider}/callback` where there are several.
  @Sendable
  func takeAnswer(_ visit: PublicVisit) async throws -> Response {
    let answer = CallbackAnswer(visit)
    var attempt: Attempt?
    do {
      if let state = Secret(answer.state) {
        attempt = try await database.readOne(FindAttempt(state: state))
      }
      let response = try await signIn(answer, attempt, visit)
      AccountsMetrics.count("signed_in", of: attempt?.provider)
      return response
    } catch let fault as SignInFault {
      if let wayOn = try await wayOn(after: fault, attempt, visit) { return wayOn }
      AccountsMetrics.count(fault.outcome, of: attempt?.provider)
      var problem = problem(
        fault, of: attempt.flatMap { lines[$0.provider]?.provider },
        returningTo: attempt?.returnTo ?? Address.home.path)
      // For the eyes of whoever sits there: what a program is told may end in its log.
      if visit.request.headers[.accept]?.contains("text/html") != true {
        problem.members[Problem.address] = nil
      }
      throw problem
    } catch {
      AccountsMetrics.count("failed", of: attempt?.provider)
      throw error
    }
  }

  /// - Throws: `SignInFault`, or what the database throws.
  private func signIn(
    _ answer: CallbackAnswer, _ attempt: Attempt?, _ visit: PublicVisit
  ) async throws -> Response {
    let line = attempt.flatMap { lines[$0.provider] }
    let browser = cookies.browser.secret(in: visit.request)
    var namesIssuer = false
    // It is asked for those alone that may count.
    if let line, attempt?.fault(in: browser, at: clock.now()) == nil {
      namesIssuer = try await line.description.metadata().namesIssuer
    }
    let code = try answer.code(
      for: attempt, from: line?.provider, namingIssuer: namesIssuer, in: browser,
      at: clock.now())
    guard hasComeBack(visit, to: line?.provider) else {
      throw SignInFault.unproven("it came back to another provider's address")
    }
    guard let attempt, let line,
      let verifier = try? seal.open(attempt.verifier, Self.verifierColumn, of: attempt.id.wire)
    else { throw SignInFault.over("its verifier cannot be read") }
    guard try await database.execute(UseAttempt(id: attempt.id, now: clock.now())).first != nil
    else { throw SignInFault.over("it was used already") }
    let tokens = try await line.tokens(
      for: code, verifier: verifier, redirect: redirectURL(of: line.provider))
    let idToken = try await line.proven(tokens.idToken)
    try idToken.check(
      from: line.provider, nonce: attempt.nonce, accessToken: tokens.accessToken,
      since: attempt.createdAt, at: clock.now())
    var arrival = Arrival(
      identification: Identification(provider: line.provider, claims: idToken.claims),
      idToken: tokens.idToken, visit: visit,
      saidAt: Date(timeIntervalSince1970: idToken.claims.time("iat") ?? 0))
    if arrival.identification.lacksClaims {
      arrival.identification = Identification(
        provider: line.provider,
        claims: try await line.completing(idToken.claims, with: tokens.accessToken))
    }
    return try await enter(arrival, goingTo: attempt.returnTo)
  }

  /// Whether the address is the one that the provider was given.
  private func hasComeBack(_ visit: PublicVisit, to provider: Provider?) -> Bool {
    let named = visit.context.parameters.get("provider").map { ExactText($0) }
    return named == (configuration.providers.count == 1 ? nil : provider?.id)
  }

  /// Who comes too late or twice is not kept out if there is no need.
  ///
  /// - Returns: nil: there is none.
  private func wayOn(
    after fault: SignInFault, _ attempt: Attempt?, _ visit: PublicVisit
  ) async throws -> Response? {
    guard case .over = fault else { return nil }
    let now = clock.now()
    let goal = attempt?.returnTo ?? Address.home.path
    if let session = try await liveSession(visit.request, at: now) {
      return try await goingOn(session, to: goal, at: now)
    }
    // Tabs that begin at the same time, without a cookie yet, each bring one, and the last one stays.
    // So does an answer that somebody else's browser was to get: it is not used, and whoever has begun
    // to sign in there goes on with that.
    guard let attempt, let line = lines[attempt.provider],
      let browser = cookies.browser.secret(in: visit.request), !attempt.isOf(browser),
      try await database.readOne(
        FindBegun(browser: browser, provider: attempt.provider, now: now)) != nil
    else { return nil }
    return try? await send(visit, by: line, returningTo: goal)
  }

  func problem(
    _ fault: SignInFault, of provider: Provider?, returningTo goal: String
  ) -> Problem {
    var problem = Problem(fault, provider: provider?.name)
    problem.members[FailedView.again] = .string(
      Address.signIn.path + queryString([("return", goal)]))
    return problem
  }
}

extension CallbackAnswer {
  /// What else there is in the address is nobody's business (RFC 6749, 4.1.2).
  init(_ visit: PublicVisit) {
    self.init(
      state: visit.parameter("state"), code: visit.parameter("code"),
      issuer: visit.parameter("iss"), error: visit.parameter("error"),
      repeats: visit.repeats(["state", "code", "iss", "error"]))
  }
}
