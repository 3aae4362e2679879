/// Which `mcf` this is, as `mcf --version` and the metric `mcf_build_info` say (Semantic Versioning
/// 2.0.0).
enum Version {
  static let current = "0.4.0"
}
