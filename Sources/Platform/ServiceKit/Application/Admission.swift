import Hummingbird

/// Who callers are to the service of a route: by their token, or on pages by their session.
struct Admission: Sendable {
  let site: Site
  /// See ``ServiceModule/admit(_:)``.
  let admit: @Sendable (Caller) async throws -> Caller

  /// Of a service's own routes.
  init(of module: some ServiceModule, _ site: Site) {
    self.site = site
    admit = module.admit
  }

  /// Of what belongs to no service.
  init(everybodyAt site: Site) {
    self.site = site
    admit = { $0 }
  }

  /// How the check of the request's token went, with its bearer as the service takes them.
  func authentication(_ context: RequestScope) async -> RequestScope.Authentication {
    guard let caller = context.caller else { return context.authentication }
    do {
      return .verified(try await admit(caller))
    } catch {
      return .refused(Problem(converting: error))
    }
  }

  /// Who is signed in, as the service takes them; nil: nobody.
  func visitor(_ request: Request) async throws -> Visitor? {
    guard var visitor = try await site.visitor(request) else { return nil }
    visitor.caller = try await admit(visitor.caller)
    return visitor
  }
}
