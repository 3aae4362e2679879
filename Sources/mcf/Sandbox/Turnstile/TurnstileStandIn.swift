import Applicants
import Contracts
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit
import ServiceLifecycle
import Synchronization

/// Who tells cats from programs, as the real Turnstile answers: whoever has a script is a cat, unless
/// it is told otherwise.
final class TurnstileStandIn: OutsideParty {
  static let path = "/turnstile"
  static let siteKey = "sandbox"
  static let secret = "sandbox-secret"

  private let state = Mutex(TurnstileBehaviour())

  var behaviour: TurnstileBehaviour { state.withLock { $0 } }

  func behave(_ behaviour: TurnstileBehaviour) { state.withLock { $0 = behaviour } }

  /// The script puts into the form what the real one would: an answer for that form alone.
  func addRoutes(to router: Router<RequestScope>) {
    router.get("\(Self.path)/api.js") { _, _ in
      Response(
        status: .ok, headers: [.contentType: "text/javascript; charset=utf-8"],
        body: ResponseBody(byteBuffer: ByteBuffer(string: Self.script)))
    }
    router.post("\(Self.path)/siteverify") { request, _ in
      let behaviour = self.behaviour
      try await Task.sleep(for: .seconds(behaviour.delaySeconds))
      guard !happens(at: behaviour.failureRate) else {
        return Response(status: .internalServerError)
      }
      return json(Self.verdict(try await request.sentForm(), behaviour))
    }
  }

  private static func verdict(_ form: Form, _ behaviour: TurnstileBehaviour) -> JSONValue {
    let parts = (form.value("response")?.string ?? "").split(
      separator: "|", omittingEmptySubsequences: false)
    let isKnown = form.value("secret")?.string.map { ExactText($0) == ExactText(secret) } ?? false
    guard isKnown, parts.count == 3, !happens(at: behaviour.doubtRate) else {
      return ["success": false, "error-codes": ["invalid-input-response"]]
    }
    return [
      "success": true, "hostname": .string(String(parts[0])), "action": .string(String(parts[1])),
      "cdata": .string(String(parts[2])), "error-codes": [],
    ]
  }

  private static let script = """
    const answer = () => {
      for (const place of document.querySelectorAll(".cf-turnstile")) {
        const field = document.createElement("input");
        field.type = "hidden";
        field.name = "cf-turnstile-response";
        field.value = [location.hostname, place.dataset.action, place.dataset.cdata].join("|");
        place.append(field);
      }
    };
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", answer);
    else answer();

    """
}

/// How well it works.
struct TurnstileBehaviour: Behaviour {
  var delaySeconds = 0.0
  /// The share of questions that are answered with 500.
  var failureRate = 0.0
  /// The share of cats that are taken for programs.
  var doubtRate = 0.0

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("delay_seconds", delaySeconds)
    writer.field("failure_rate", failureRate)
    writer.field("doubt_rate", doubtRate)
    writer.endObject()
  }

  func changed(by form: Form) throws -> TurnstileBehaviour {
    let changed = TurnstileBehaviour(
      delaySeconds: form.optionalNumber("delay_seconds", Self.delays) ?? delaySeconds,
      failureRate: form.optionalNumber("failure_rate", Self.rates) ?? failureRate,
      doubtRate: form.optionalNumber("doubt_rate", Self.rates) ?? doubtRate)
    try form.finish()
    return changed
  }
}

extension TurnstileStandIn {
  /// What the portal needs to ask it, by the names of settings.
  static func settings(at url: String) -> [(name: String, value: String)] {
    [
      (Setting.portalChallenge.name, "turnstile"), (Setting.turnstileURL.name, url + path),
      (Setting.turnstileSiteKey.name, siteKey), (Setting.turnstileSecret.name, secret),
    ]
  }

  func run() async throws { try? await gracefulShutdown() }
}
