import Contracts
import HTTPTypes
public import Hummingbird
import Logging
import NIOCore

/// Everything that happens around a route: trace, limits, token, problems, metrics and log.
///
/// It never throws, so that whatever goes wrong leaves as a problem document.
public struct ServiceResponder: HTTPResponder {
  let routes: RouterResponder<RequestScope>
  /// Nil: nobody is known here.
  let authenticator: (any Authenticator)?
  let gate: RequestGate
  /// Nil: everybody comes in.
  let door: (any FrontDoor)?
  let observer: RequestObserver
  let trust: AddressTrust
  let site: Site

  public func respond(to request: Request, context: RequestScope) async throws -> Response {
    await TraceContext.$current.withValue(.continuing(request.headers[.traceparent])) {
      await answer(request, context)
    }
  }

  private func answer(_ request: Request, _ context: RequestScope) async -> Response {
    let caller = trust.caller(
      peer: context.channel.remoteAddress?.ipAddress, headers: request.headers)
    var context = context
    context.address = caller?.description
    context.sender = caller?.bytes ?? []
    guard let door else { return await worked(request, context) }
    var response: Response
    switch door.enter(request, from: context.sender) {
    case .answered(let answer): response = finished(answer, request, context)
    case .admitted(let leave):
      response = await worked(request, context)
      leave(response.status)
    }
    response.headers[.robotsTag] = "noindex"
    return response
  }

  /// Answers it, and tells of that.
  private func worked(_ request: Request, _ context: RequestScope) async -> Response {
    let start = ContinuousClock.now
    var response = await admitted(request.withIncomingBody(from: context.channel), context)
    // A page may have said it already.
    if let problem = context.outcome.problem, response.isProblem, Site.isForPeople(request) {
      response = await site.page(for: problem, request, visit: context.outcome.visit)
    }
    response = finished(response, request, context)
    observer.observe(request, response, context, since: start)
    return response
  }

  private func admitted(_ request: Request, _ context: RequestScope) async -> Response {
    let isWithinLimit = gate.enter()
    defer { gate.leave() }
    guard isWithinLimit || Health.isHealthPath(request.uri.path) else {
      gate.countRefusal()
      return context.outcome.answer(
        .unavailable("overloaded", "Too many requests are being worked on."))
    }
    var context = context
    context.authentication = await authentication(of: request)
    // Whatever is asked for, so that the time it takes does not tell what there is.
    if !request.isForPrograms { context.visitor = await site.visitor(request) }
    if let caller = context.caller { context.outcome.note(caller.roles) }
    // The router takes `//` for `/`; others, who let requests through by their path, may not.
    guard !request.uri.path.contains("//") else { return context.outcome.answer(.notFound) }
    let response = try? await routes.respond(to: request.asTold, context: context)
    guard let response, context.outcome.path != nil else {
      return context.outcome.answer(.notFound)
    }
    return response
  }

  private func authentication(of request: Request) async -> RequestScope.Authentication {
    guard let authenticator, let header = request.headers[.authorization] else { return .none }
    guard let token = bearerToken(header) else {
      let isBearer = header.lowercased().hasPrefix("bearer")
      return .refused(
        .unauthorized(
          "Authorization must be: Bearer and a token.", error: isBearer ? .invalidToken : nil))
    }
    do {
      return .verified(try await authenticator.caller(of: token))
    } catch {
      return .refused(Problem(converting: error))
    }
  }

  private func bearerToken(_ header: String) -> String? {
    let parts = header.split(separator: " ")
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
    return String(parts[1])
  }

  /// What every answer gets: 304 where the caller has it already, what caches and browsers may do
  /// with it, no body for HEAD, whoever answers, and an end to connections whose body was not read.
  private func finished(
    _ response: Response, _ request: Request, _ context: RequestScope
  ) -> Response {
    var response = response
    let isRead = request.method == .get || request.method == .head
    let etag = isRead && response.status == .ok ? response.headers[.eTag] : nil
    if response.headers[.cacheControl] == nil {
      // What we answer is somebody's, unless the route says otherwise. What can be asked about
      // again may be kept by its reader, and is asked about each time.
      response.headers[.cacheControl] = etag == nil ? "private, no-store" : "private, no-cache"
    }
    response.headers[.xContentTypeOptions] = "nosniff"
    if let etag, request.alreadyHas(etag) { response = Self.notModified(response.headers) }
    // What came after the head would be taken for the next answer (RFC 9110, 9.3.2).
    if request.method == .head { response = response.createHeadResponse() }
    if response.status.kind == .clientError || response.status.kind == .serverError {
      UnreadBody.closeIfLarge(request, &response, context.channel)
    }
    return response
  }

  /// 304 with what the full answer says of itself (RFC 9110, section 15.4.5).
  private static func notModified(_ headers: HTTPFields) -> Response {
    var kept = HTTPFields()
    for name in [HTTPField.Name.eTag, .cacheControl, .vary, .xContentTypeOptions] {
      kept[name] = headers[name]
    }
    return Response(status: .notModified, headers: kept)
  }
}
