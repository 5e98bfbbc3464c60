//! The tree of the site: sections and pages, each with an address and a place among its siblings.

use crate::site::PageId;
use crate::site::address::Address;
use std::sync::OnceLock;

/// A node of the tree. The home page is always the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(crate) u32);

impl NodeId {
    /// The home page, the root of the tree.
    pub const HOME: NodeId = NodeId(0);
}

/// A page, a section with its page, or a section that nobody wrote a page for.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it stands in the site.
    pub(crate) address: Address,
    /// What navigation calls it.
    pub(crate) title: String,
    /// The page that speaks for it; none where the section's page is made by handbook.
    pub(crate) page: Option<PageId>,
    /// The section it is in; none for the home page.
    pub(crate) parent: Option<NodeId>,
    /// What is in it, in the order of navigation.
    pub(crate) children: Vec<NodeId>,
    /// Whether it is a folder.
    pub(crate) section: bool,
    /// The folder or file below content, without the ending: what links may call it.
    pub(crate) stem: String,
    /// What another tool's file says of the folder.
    pub(crate) description: Option<String>,
}

impl Node {
    /// Where it stands in the site.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// What navigation calls it.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The page that speaks for it; none where the section's page is made by handbook.
    pub fn page(&self) -> Option<PageId> {
        self.page
    }

    /// What is said of a section that has no page of its own.
    pub fn description(&self) -> Option<&str> {
        self.description.as_deref().filter(|_| self.page.is_none())
    }

    /// The section it is in; none for the home page.
    pub fn parent(&self) -> Option<NodeId> {
        self.parent
    }

    /// What is in it, in the order of navigation.
    pub fn children(&self) -> &[NodeId] {
        &self.children
    }

    /// Whether it is a folder.
    pub fn is_section(&self) -> bool {
        self.section
    }

    /// The folder or file below content, without the ending: what links may call it.
    pub fn stem(&self) -> &str {
        &self.stem
    }
}

/// All nodes. Every node but the home page has a parent, and no node is its own ancestor.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    nodes: Vec<Node>,
    order: OnceLock<Order>,
}

/// What follows from the tree as a whole; places are those of nodes.
#[derive(Clone, Debug)]
struct Order {
    reading: Vec<NodeId>,
    /// Where each node stands in reading order.
    positions: Vec<usize>,
    /// Pages below each node, itself not counted.
    pages_below: Vec<usize>,
}

impl Tree {
    /// A tree of these nodes, the home page first.
    pub(crate) fn new(nodes: Vec<Node>) -> Self {
        Tree { nodes, order: OnceLock::new() }
    }

    /// Whether all nodes have the same addresses, pages and files in both, whatever their titles
    /// and their order.
    pub(crate) fn has_places_of(&self, other: &Tree) -> bool {
        let same = |one: &Node, other: &Node| {
            one.address == other.address
                && one.page == other.page
                && one.parent == other.parent
                && one.stem == other.stem
        };
        std::ptr::eq(self, other)
            || (self.nodes.len() == other.nodes.len()
                && self.nodes.iter().zip(&other.nodes).all(|(one, other)| same(one, other)))
    }

    /// The node; ids come only from this tree.
    #[expect(clippy::indexing_slicing, reason = "an id is made with its node")]
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// All ids, the home page first, each section before what is in it.
    pub fn ids(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..u32::try_from(self.nodes.len()).unwrap_or(u32::MAX)).map(NodeId)
    }

    /// From the home page down to the parent of this node.
    pub fn ancestors(&self, id: NodeId) -> Vec<NodeId> {
        let mut line: Vec<NodeId> =
            std::iter::successors(self.node(id).parent, |up| self.node(*up).parent).collect();
        line.reverse();
        line
    }

    /// The tree in reading order: each section before what is in it, siblings in the order of
    /// navigation.
    pub fn reading_order(&self) -> &[NodeId] {
        &self.order().reading
    }

    /// Where a node stands in reading order.
    pub fn position(&self, id: NodeId) -> usize {
        self.order().positions.get(id.0 as usize).copied().unwrap_or_default()
    }

    /// Pages of a node: its own, and all below it.
    pub fn pages_in(&self, id: NodeId) -> usize {
        let below = self.order().pages_below.get(id.0 as usize).copied().unwrap_or_default();
        below + usize::from(self.node(id).page().is_some())
    }

    fn order(&self) -> &Order {
        self.order.get_or_init(|| Order::of(self))
    }
}

impl Order {
    fn of(tree: &Tree) -> Self {
        let mut reading = Vec::with_capacity(tree.nodes.len());
        let mut open = vec![NodeId::HOME];
        while let Some(id) = open.pop() {
            reading.push(id);
            open.extend(tree.node(id).children.iter().rev());
        }
        let mut positions = vec![0; tree.nodes.len()];
        for (position, id) in reading.iter().enumerate() {
            add(&mut positions, *id, position);
        }
        let pages_below = pages_below(tree, &reading);
        Order { reading, positions, pages_below }
    }
}

/// Children stand behind their parents in reading order, so one way back adds all up.
fn pages_below(tree: &Tree, reading: &[NodeId]) -> Vec<usize> {
    let mut pages = vec![0; tree.nodes.len()];
    for id in reading.iter().rev() {
        let node = tree.node(*id);
        let below = pages.get(id.0 as usize).copied().unwrap_or_default()
            + usize::from(node.page.is_some());
        if let Some(parent) = node.parent {
            add(&mut pages, parent, below);
        }
    }
    pages
}

fn add(numbers: &mut [usize], id: NodeId, number: usize) {
    if let Some(sum) = numbers.get_mut(id.0 as usize) {
        *sum += number;
    }
}
