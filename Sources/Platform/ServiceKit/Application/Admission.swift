import Contracts
import Hummingbird
import Logging

/// Who callers are to the service of a route: below `/api` by their token, elsewhere by their session.
struct Admission: Sendable {
  let site: Site
  /// Where the headers of its pages lead.
  let navigation: Navigation
  /// The service's name, if these are the routes of one.
  private let service: ExactText?
  /// See ``ServiceModule/admit(_:)``.
  private let ask: @Sendable (Caller) async throws -> Caller
  private let audience: Audience

  /// Of a service's own routes.
  ///
  /// - Throws: `PageDefect` for links that cannot be used.
  init(of module: some ServiceModule, _ site: Site) throws {
    self.site = site
    service = ExactText(type(of: module).name)
    ask = module.admit
    audience = type(of: module).audience
    navigation = try site.navigation.seen(from: type(of: module))
  }

  /// Of what belongs to no service.
  init(everybodyAt site: Site) {
    self.site = site
    navigation = site.navigation
    service = nil
    ask = { $0 }
    audience = .everybody
  }

  /// How the check of the request's token went, with its bearer as the service takes them.
  func authentication(_ context: RequestScope) async -> RequestScope.Authentication {
    guard let caller = context.caller else { return context.authentication }
    do {
      return .verified(try await admit(caller, context))
    } catch {
      return .refused(Problem(converting: error))
    }
  }

  /// Who is signed in, as the service takes them; nil: nobody.
  func visitor(_ context: RequestScope) async throws -> Visitor? {
    guard var visitor = try context.visitor.get() else { return nil }
    visitor.caller = try await admit(visitor.caller, context)
    return visitor
  }

  /// Whether whoever asks may know of the service.
  ///
  /// Why somebody is not admitted is not told either, since that tells of the service. Who lacks the
  /// roles from the first is not asked about: that takes time, which could be measured. Who cannot be
  /// asked about, since the service's database is away, may not: an error there would tell which
  /// paths exist.
  func isKnown(to request: Request, _ context: RequestScope) async -> Bool {
    guard case .roles(let roles) = audience else { return true }
    let caller = request.isForPrograms ? context.caller : try? context.visitor.get()?.caller
    guard let caller, !roles.isDisjoint(with: caller.roles) else { return false }
    do {
      return !roles.isDisjoint(with: try await admit(caller, context).roles)
    } catch let refusal as Problem where refusal.status.kind == .clientError {
      return false
    } catch {
      context.logger.warning(
        "it is not known whom a hidden service admits", metadata: ["cause": "\(error)"])
      return false
    }
  }

  /// Who somebody is to the service: it is asked once a request, whatever depends on it.
  private func admit(_ caller: Caller, _ context: RequestScope) async throws -> Caller {
    guard let service else { return caller }
    return try await context.admitted.answer(of: service, on: caller) { try await ask(caller) }
  }
}

extension Request {
  /// Below `/api` a token counts, elsewhere a session.
  var isForPrograms: Bool { uri.path.hasPrefix("/api/") }
}
