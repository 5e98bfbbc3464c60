use handbook::commands::{cli::Settings, pipeline};
use handbook::{resolve, search};
use std::path::Path;
use std::time::Instant;
#[path = "../tests/relevance/items.rs"]
mod items;
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    for dir in &args {
        let settings = Settings { config: None, base_url: None, drafts: false, today: Some("2026-11-22".into()) };
        let hb = pipeline::open(Some(Path::new(dir)), &settings, None).ok().unwrap();
        let (resolved, _) = resolve::resolve(&hb.site);
        let t = Instant::now();
        let index = search::index::Index::build(&resolved).unwrap();
        eprintln!("{dir} {} pages, index {:?} {}", hb.site.pages().len(), t.elapsed(), index.pages());
        let t = Instant::now();
        let files = index.files();
        eprintln!("export {:?} {} files {} bytes", t.elapsed(), files.len(), files.iter().map(|f| f.1.len()).sum::<usize>());
        let out = Path::new("/tmp/search-out").join(Path::new(dir).file_name().unwrap());
        let _ = std::fs::remove_dir_all(&out);
        for (path, bytes) in &files { let p = out.join(path); std::fs::create_dir_all(p.parent().unwrap()).unwrap(); std::fs::write(p, bytes).unwrap(); }
        let texts: Vec<(String, String)> = hb.site.page_ids().filter(|p| hb.site.is_published(*p)).map(|p| hb.site.page(p)).map(|p| (p.source().path().to_owned(), p.source().text().to_owned())).collect();
        let items = items::items(&texts, 150);
        let addr: std::collections::BTreeMap<String, String> = hb.site.pages().iter().map(|p| (p.source().path().to_owned(), hb.site.address(p).as_str().to_owned())).collect();
        let json: Vec<_> = items.iter().map(|i| serde_json::json!({"kind": format!("{:?}", i.kind), "query": i.query, "address": addr[&i.path], "heading": i.heading})).collect();
        std::fs::write(out.join("items.json"), serde_json::to_vec(&json).unwrap()).unwrap();
    }
}
